"""Machine tokens, for whoever looks after them."""

from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.estate.actions.tokens import digest_of
from schoolgate.estate.models import MachineToken
from schoolgate.frame.scoped import unscoped
from schoolgate.people.access import today
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Token:
    """A token as a list shows it. ``works`` is whether it would be let in today."""

    ref: str
    name: str
    scopes: tuple[str, ...]
    made_by: str
    made_at: datetime
    ends_on: date
    ended_at: datetime | None
    last_used_on: date | None
    works: bool


def tokens(school: School) -> list[Token]:
    """Every token of the school: those that work first, each part by name."""
    now = today(school)
    found = [
        Token(
            row.ref,
            row.name,
            tuple(row.scopes),
            row.made_by,
            row.made_at,
            row.ends_on,
            row.ended_at,
            row.last_used_on,
            row.ended_at is None and now < row.ends_on,
        )
        for row in MachineToken.objects.for_school(school)
    ]
    return sorted(found, key=lambda token: (not token.works, token.name.casefold(), token.ref))


def token_by_secret(secret: str) -> MachineToken | None:
    """The token that this is, if it works today; whose school it is of is not known before it is found."""
    with unscoped("a token says which school it is of"):
        row: MachineToken | None = (
            MachineToken.objects.filter(digest=digest_of(secret), ended_at__isnull=True)
            .select_related("school")
            .first()
        )
    return row if row is not None and today(row.school) < row.ends_on else None


def token_names(school: School, refs: set[str]) -> dict[str, str]:
    return dict(MachineToken.objects.for_school(school).filter(ref__in=refs).values_list("ref", "name"))
