"""What somebody may use on a day. Nobody is entitled by silence."""

from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.estate.models import DirectoryAccount, Entitlement
from schoolgate.people.models import Group, Membership, Person, School
from schoolgate.vocabulary.entitlements import ENTITLEMENTS, NOTHING


@dataclass(frozen=True, slots=True)
class Entitled:
    """``allowed`` only where somebody decided so. ``subject`` is the ref it was decided for: the one asked about, or a
    group they are in; empty, with ``level`` none, where nobody decided.
    """

    allowed: bool
    level: str
    because: str
    subject: str = ""
    decided_kind: str = ""
    decided_ref: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def entitled(
    school: School,
    who: Person | Group | DirectoryAccount,
    what: str,
    on: date,
    known_at: datetime | None = None,
) -> Entitled:
    """Whether ``who`` may use ``what`` (a key of ``vocabulary.entitlements``) on a day, as known now or then. What was
    decided for them holds over what was decided for their groups; of two groups, the lesser holds. An account is asked
    about for itself: whose it is decides nothing. Raises ``KeyError`` for a ``what`` that there is not.
    """
    levels = ENTITLEMENTS[what].levels
    own = _rows(school, [who.ref], what, on, known_at)
    if own:
        return _told(own[0], "It was decided for them.")
    if isinstance(who, Person):
        rows = Membership.objects.for_school(school).as_of(on, known_at).filter(person=who)
        groups = list(rows.values_list("group__ref", flat=True))
        found = _rows(school, groups, what, on, known_at)
        if found:
            row = min(found, key=lambda row: (levels.index(row.level), row.subject))
            more = "; of several groups, the one allowed least." if len({row.level for row in found}) > 1 else "."
            return _told(row, f"It was decided for a group they are in{more}")
    return Entitled(False, NOTHING, "Nobody has decided it for them.")


def entitled_by(school: School, decided_kind: str, on: date) -> dict[tuple[str, str], str]:
    """The level that a kind of decision gave each subject of each thing on a day: by ref and key. Costs one query."""
    rows = Entitlement.objects.for_school(school).as_of(on).filter(decided_kind=decided_kind)
    return {(subject, what): level for subject, what, level in rows.values_list("subject", "what", "level")}


def _rows(school: School, refs: list[str], what: str, on: date, known_at: datetime | None) -> list[Entitlement]:
    rows = Entitlement.objects.for_school(school).as_of(on, known_at)
    return list(rows.filter(subject__in=refs, what=what)) if refs else []


def _told(row: Entitlement, because: str) -> Entitled:
    allowed = row.level != NOTHING
    decided = (row.decided_kind, row.decided_ref)
    return Entitled(allowed, row.level, because, row.subject, *decided, row.valid_from, row.valid_to)
