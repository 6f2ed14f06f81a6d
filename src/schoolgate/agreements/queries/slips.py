"""Scans of paper slips: how far each is, what is to look at, and one slip as a person looks at it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from schoolgate.agreements.models import Slip, SlipScan, SlipSeen
from schoolgate.agreements.registry import KINDS
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.models import School

State = SlipSeen.State


@dataclass(frozen=True, slots=True)
class ScanState:
    """``read`` counts slips whose answers are noted or were known; ``decided`` waits to be noted."""

    ref: str
    name: str
    on: date
    given_at: datetime
    state: str
    trouble: str
    pages: int
    pages_read: int
    read: int
    look: int
    unread: int
    decided: int
    aside: int
    words: int

    @property
    def going(self) -> bool:
        return self.state in {SlipScan.State.WAITING, SlipScan.State.READING}


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a slip: ``field`` names it, ``words`` are its words, ``said`` what was read ("ask" where nothing)."""

    field: str
    words: str
    said: str
    agreement: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """A slip to look at. ``lines`` are empty while whose it is is not known; ``newer``: another was printed since."""

    ref: str
    page: int
    child: str
    name: str
    doubts: tuple[str, ...]
    lines: tuple[Asked, ...]
    signed: bool
    pictures: tuple[str, ...]
    newer: bool
    unread: bool


def scans(school: School) -> tuple[ScanState, ...]:
    """Every scan that is kept, the latest first."""
    counts: dict[int, Counter[str]] = {}
    rows = SlipSeen.objects.for_school(school).order_by().values_list("scan_id", "state").annotate(n=Count("pk"))
    for scan, state, n in rows:
        counts.setdefault(scan, Counter())[state] = n
    found = SlipScan.objects.for_school(school).order_by("-given_at")
    return tuple(_state(one, counts.get(one.pk, Counter())) for one in found)


def scan_of(school: School, ref: str) -> SlipScan:
    """Raises ``NotFoundError`` where there is none."""
    row: SlipScan | None = SlipScan.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the scan", "there is none of that name.", "Look at the list.")
    return row


def scan_state(scan: SlipScan) -> ScanState:
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan).order_by()
    return _state(scan, Counter(dict(rows.values_list("state").annotate(n=Count("pk")))))


def seen_of(scan: SlipScan, ref: str) -> SlipSeen:
    """Raises ``NotFoundError`` where there is none."""
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan, ref=ref)
    row: SlipSeen | None = rows.select_related("slip__run", "slip__child").first()
    if row is None:
        raise NotFoundError("the slip", "there is none of that name.", "Look at the list.")
    return row


def next_to_look(scan: SlipScan) -> SlipSeen | None:
    """The first that nobody looked at: doubtful ones, then pages that could not be read."""
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan).select_related("slip__run", "slip__child")
    for state in (State.LOOK, State.UNREAD):
        row: SlipSeen | None = rows.filter(state=state).order_by("page", "place").first()
        if row is not None:
            return row
    return None


def looked(row: SlipSeen) -> Looked:
    """A slip with every line as a person must see it."""
    lines: list[Asked] = []
    newer = False
    if row.slip is not None:
        run = row.slip.run
        agreed = row.answers.get("agreements") or ["ask"] * len(run.asked)
        places = row.answers.get("places") or ["ask"] * len(run.places)
        for at, (one, said) in enumerate(zip(run.asked, agreed, strict=True)):
            lines.append(Asked(f"agreement-{at}", KINDS.get(one[0]).title, said, agreement=True))
        for at, (place, said) in enumerate(zip(run.places, places, strict=True)):
            lines.append(Asked(f"place-{at}", CHANNELS[place], said, agreement=False))
        newer = Slip.objects.for_school(row.school).filter(child=row.slip.child_id, pk__gt=row.slip.pk).exists()
    return Looked(
        row.ref,
        row.page + 1,
        row.slip.child.ref if row.slip else "",
        row.slip.child.name if row.slip else "",
        tuple(row.doubts),
        tuple(lines),
        row.signed,
        tuple(part for part in ("name_picture", "picture") if getattr(row, part)),
        newer,
        row.state == State.UNREAD,
    )


def _state(row: SlipScan, counts: Counter[str]) -> ScanState:
    return ScanState(
        row.ref, row.name, row.on, row.given_at, row.state, row.trouble, row.pages, row.read,
        counts[State.NOTED] + counts[State.SAME], counts[State.LOOK], counts[State.UNREAD], counts[State.DECIDED],
        counts[State.ASIDE], counts[State.WORDS],
    )  # fmt: skip
