"""Who holds which post, from the page of people and roles."""

from datetime import date, datetime, timedelta
from typing import Final

from schoolgate.evidence.pulling import pulls
from schoolgate.people import kinds
from schoolgate.people import queries as people
from schoolgate.people.models import School
from schoolgate.vocabulary.roles import POSTS
from schoolgate.vocabulary.shapes import HeldRole

# Held by many, and named by no policy: a class's list says who they are.
_MANY: Final = frozenset({"teachers", "support-staff", "volunteers", "visitors", "parents", "pupils"})


def _days(school: School, known_at: datetime | None) -> set[date]:
    return people.role_days(school, known_at=known_at)


@pulls("people.post_holders", days=_days, rests_on=kinds.ROLES)
def pull(school: School, on: date, known_at: datetime | None) -> tuple[HeldRole, ...] | None:
    held = people.holders(school, [role for role in POSTS if role not in _MANY], on=on, known_at=known_at)
    posts = (
        HeldRole(one.role, one.name, one.valid_from, one.valid_to and one.valid_to - timedelta(days=1), one.deputy)
        for one in held
    )
    return tuple(posts) if held else None
