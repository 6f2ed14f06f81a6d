"""Each requirement of each framework has a check that could answer it, or is named here with why not."""

from schoolgate.controls.contract import ANY_TOPIC
from schoolgate.controls.registry import CONTROLS
from schoolgate.policy.packs import packs

WITHOUT: dict[str, str] = {}


def unanswered() -> list[str]:
    """A promise is judged under its best subject, so one check under any of a requirement's subjects will do."""
    answered = {topic for control in CONTROLS if control.topics != ANY_TOPIC for topic in control.topics}
    return [
        f"{pack.key}/{each.key}"
        for pack in packs()
        for each in pack.requirements
        if not answered.intersection(each.topics)
    ]


def test_every_requirement_can_be_answered() -> None:
    assert unanswered() == list(WITHOUT)


def test_there_are_requirements_to_answer() -> None:
    assert sum(len(pack.requirements) for pack in packs()) > 50
