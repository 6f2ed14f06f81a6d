"""What waits in this room for whoever is signed in, for the first page: each from a query or two."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.monitoring.models import Alert, Mute, ViewGrant
from schoolgate.monitoring.queries.granted import granted
from schoolgate.people.models import Person, School

MINUTES: Final = {"high": 2, "medium": 1, "low": 1}  # a little more than one needs


@dataclass(frozen=True, slots=True)
class Open:
    """One alert that nobody has decided about; ``person`` is a pseudonym."""

    rule: str
    severity: str
    person: str


def open_alerts(school: School) -> tuple[Open, ...]:
    """Those on the morning check, but for what a teacher has answered."""
    rows = Alert.objects.for_school(school).filter(state=Alert.State.OPEN).order_by("pk")
    return tuple(Open(*row) for row in rows.values_list("rule", "severity", "person"))


def to_decide(school: School, found: tuple[Open, ...], viewer: Person) -> tuple[Open, ...]:
    """Without what is about ``viewer``: nobody decides about their own."""
    if not any(one.person for one in found):
        return found
    own = Pseudonyms.of(school).of_ref(viewer.ref)
    return tuple(one for one in found if one.person != own)


def grants_to_agree(school: School, viewer: Person) -> tuple[str, ...]:
    """Refs of the permissions to look that wait for ``viewer``'s agreement."""
    if not ViewGrant.objects.for_school(school).filter(state=ViewGrant.State.WAITING).exists():
        return ()
    return tuple(one.ref for one in granted(school, viewer=viewer) if one.waits and one.side)


def mutes_to_agree(school: School, viewer: Person, on: date) -> int:
    """How many things wait to be set aside, of those that somebody else proposed."""
    rows = Mute.objects.for_school(school).filter(agreed_at=None, until__gte=on)
    return int(rows.exclude(by=viewer).count())
