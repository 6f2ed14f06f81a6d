"""What a signing link opens, from what stands in its address; and the receipts it led to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from schoolgate.agreements.models import SigningLink, SigningReceipt
from schoolgate.agreements.queries.asking_families import Family, family_of
from schoolgate.agreements.signing_links import digest_of
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

# "yes" or "no" by whom (a ref, or empty for the carer); of pictures, "granted" or "refused" by place.
type Answer = str | Mapping[str, str]
GONE: Final = NotFoundError("the link", "it has ended, or was copied wrongly.", "Ask the school office for a new one.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was chosen for one agreement and is not signed yet, and which text was shown then."""

    language: str
    style: str
    digest: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class OpenLink:
    ref: str
    school: School
    carer: Person
    way: str
    language: str
    style: str
    kept: Mapping[str, Kept]  # by kind
    ends_at: datetime
    done_at: datetime | None

    @property
    def on_tablet(self) -> bool:
        return self.way == "tablet"

    def family(self) -> Family:
        return family_of(self.carer, today(self.school))


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of a receipt; ``answers`` as they were kept."""

    kind: str
    whom: str
    digest: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Receipt:
    ref: str
    at: datetime
    typed_name: str
    way: str
    digest: str
    said: tuple[Signed, ...]

    @property
    def short(self) -> str:
        """The digest as it is read out over a telephone."""
        return " ".join(self.digest[at : at + 4] for at in (0, 4, 8))


def open_link(code: str, *, now: datetime | None = None) -> OpenLink:
    """The link that ``code`` opens. Raises the same ``NotFoundError`` for one that never was and one that has ended."""
    with unscoped("a link says itself which school it is of"):
        rows: Any = SigningLink.objects.filter(digest=digest_of(code)).select_related("school", "carer__school")
        row: SigningLink | None = rows.first()
    if row is None or row.ends_at <= (now or timezone.now()):
        raise GONE
    return as_open(row)


def as_open(row: SigningLink) -> OpenLink:
    said = json.loads(row.kept) if row.kept else {}
    kept = {kind: Kept(**one) for kind, one in said.items()}
    return OpenLink(row.ref, row.school, row.carer, row.way, row.language, row.style, kept, row.ends_at, row.done_at)


def receipts(carer: Person, *, link: str = "") -> tuple[Receipt, ...]:
    """What the carer signed, the latest first; or by one link (a ref) only."""
    rows: Any = SigningReceipt.objects.for_school(carer.school).filter(carer=carer)
    if link:
        rows = rows.filter(link__ref=link)
    return tuple(
        Receipt(
            row.ref,
            row.at,
            row.typed_name,
            row.way,
            row.digest,
            tuple(Signed(**one) for one in json.loads(row.said)),
        )
        for row in rows.order_by("-at", "-pk")
    )
