"""A tablet that a class shares knows the class and no child: the promise stands on the teacher's word, and says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from schoolgate.gates.access.deciding import Answer
from schoolgate.gates.access.things import THINGS
from schoolgate.kernel.standings import Standing


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """What holds of a thing on devices that a class shares. ``may_not`` are refs of the children whom the teacher keeps
    from it. The standing is never ``kept``: nothing on such a device can tell one child from another.
    """

    group: str
    thing: str
    standing: Standing
    because: str
    may_not: tuple[str, ...]


def on_shared(group: str, thing: str, answers: Iterable[Answer]) -> SharedAnswer:
    """For a class (a ref) and the answers of its children, of whatever things."""
    may_not = tuple(one.person for one in answers if one.thing == thing and not one.is_open)
    words = THINGS[thing].words
    if not may_not:
        because = f"Every child of the class may use {words}. The device cannot tell who holds it."
    else:
        count = "One child" if len(may_not) == 1 else f"{len(may_not)} children"
        because = (
            f"The device cannot tell who holds it. {count} may not use {words}, and the teacher, who has the list, "
            "sees to it."
        )
    return SharedAnswer(group, thing, Standing.DECLARED, because, may_not)
