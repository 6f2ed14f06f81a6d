"""Sites that lessons at Robin Hill asked for, and what was answered."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from schoolgate.filtering.actions.asking import ask
from schoolgate.filtering.actions.deciding import answer
from schoolgate.filtering.blocked.tokens import Blocked
from schoolgate.filtering.queries import setting_in_force
from schoolgate.frame.actor import person as acting
from schoolgate.frame.actor import system
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Group, School
from schoolgate.site.demo.cast import Cast
from schoolgate.vocabulary.schools import INFANT

# By week: the site, the category that closed it, the class, what for, how long the answer took, and the answer.
_ASKED: Final = {
    10: ("tadpoles.example", "video-audio", "Wrens", "The film of the frogs for our topic", 6, "term"),
    13: ("castles.example", "", "Owls", "A walk through a castle", 18, "day"),
    17: ("spelling-bees.example", "games", "Robins", "The spelling practice", 11, "always"),
    21: ("free-stickers.example", "shopping", "Owls", "", 25, "no"),
    25: ("weather-watch.example", "", "Wrens", "Our weather diary", 9, "term"),
    28: ("counting-songs.example", "video-audio", "Robins", "Number songs", 31, "lesson"),
}


def weekly(school: School, cast: Cast, number: int) -> None:
    """What was asked for in the week, and the head's answer. Nobody asks before there is a filter to ask."""
    if number not in _ASKED or setting_in_force(school) is None:
        return
    host, category, name, why, minutes, said = _ASKED[number]
    now = timezone.now()
    groups = [
        group.ref for group in Group.objects.for_school(school).filter(kind=Group.Kind.CLASS) if group.name == name
    ]
    blocked = Blocked(
        host, INFANT, "block", category, f"level:{INFANT}" if category else "garden",
        "It is not among the sites chosen for you.", askable=True, at=int(now.timestamp()), groups=tuple(groups),
        by=f"made-up-{name}",
    )  # fmt: skip
    row = ask(school, blocked, actor=system("demo"), why=why, now=now)
    head = cast["head"]
    here = Visit(school, head, roles_of(head, today(school)), acting(head.ref))
    answer(here, row.ref, said, now=now + timedelta(minutes=minutes))
