"""What came in, as pages and commands ask it."""

import csv
import io
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from django.db.models import Max
from django.utils import timezone

from schoolgate.intake import previews
from schoolgate.intake.heartbeat import Heard, judge
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.models import Delivery, Expectation, Mapping, RejectedRow, WatchedFolder
from schoolgate.intake.parsing import content
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people import queries as people
from schoolgate.people.models import School

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def deliveries(school: School, *, at_most: int = 100) -> list[Delivery]:
    """What came in, latest first; whatever waits stands before the rest."""
    rows = Delivery.objects.for_school(school).select_related("school", "mapping")
    waiting = rows.filter(state__in=("quarantined", "mapping", "ready")).order_by("-received_at")
    rest = rows.exclude(state__in=("quarantined", "mapping", "ready")).order_by("-received_at")
    return [*waiting[:at_most], *rest[:at_most]]


def waiting(school: School) -> list[Delivery]:
    """What waits for a person, longest first: for a list of things to do, so what is in each is not unlocked."""
    rows = Delivery.objects.for_school(school).filter(state__in=(Delivery.State.MAPPING, Delivery.State.READY))
    return list(rows.defer("looked", "trouble", "plan").order_by("received_at"))


def delivery(school: School, ref: str) -> Delivery:
    """Raises ``NotFoundError``."""
    rows = Delivery.objects.for_school(school).select_related("school", "mapping")
    found: Delivery | None = rows.filter(ref=ref).first()
    if found is None:
        raise NotFoundError(f"file {ref}", "there is none at this school.", "List them: schoolgate intake list.")
    return found


def preview(given: Delivery) -> Plan:
    """What applying it would do, as it was last planned; nothing while it has not been."""
    return previews.unpacked(content(given.plan)) if given.plan else Plan()


def rejects(given: Delivery) -> list[RejectedRow]:
    return list(RejectedRow.objects.for_school(given.school).filter(delivery=given))


def rejects_csv(given: Delivery) -> Iterator[bytes]:
    """The rejected rows as a CSV file that Excel opens: line, reason and the row as it came, one cell.

    What a spreadsheet would take for a formula is given an apostrophe, so that it is words again.
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    yield b"\xef\xbb\xbf"
    writer.writerow(["Row", "File", "Why it was not used", "The row as it came"])
    for row in RejectedRow.objects.for_school(given.school).filter(delivery=given).iterator(500):
        writer.writerow([row.line, harmless(row.part), harmless(row.reason), harmless(row.raw)])
        yield held.getvalue().encode()
        held.seek(0)
        held.truncate()
    yield held.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def earlier_mapping(given: Delivery) -> Mapping | None:
    """How the last list of this kind was read, whose headings were others."""
    rows = Mapping.objects.for_school(given.school).filter(feed=given.feed, replaced_at__isnull=True)
    found: Mapping | None = rows.order_by("-saved_at").first()
    return found


def folders(school: School) -> list[WatchedFolder]:
    rows = WatchedFolder.objects.for_school(school).filter(ended_at__isnull=True)
    return list(rows.order_by("path"))


def expected(school: School, now: datetime | None = None, *, calendar: SchoolCalendar | None = None) -> list[Heard]:
    """What is expected when, and whether it has come; the silent first. ``calendar`` spares asking for it again."""
    calendar = calendar or people.calendar(school)
    moment = now or timezone.now()
    rows = list(Expectation.objects.for_school(school).as_of(calendar.local_day(moment)))
    last = _last_heard(school, {row.feed for row in rows}) if rows else {}
    found = [judge(row, last.get(row.feed), calendar, moment) for row in rows]
    return sorted(found, key=lambda heard: (not heard.silent, heard.words))


def last_heard(school: School, feed: str) -> datetime | None:
    """When a file of a feed last came, or came again; one that was not taken does not count."""
    return _last_heard(school, {feed}).get(feed)


def _last_heard(school: School, feeds: Collection[str]) -> dict[str, datetime]:
    rows = Delivery.objects.for_school(school).filter(feed__in=feeds).exclude(state=Delivery.State.REFUSED)
    return dict(rows.values_list("feed").annotate(latest=Max("heard_at")))
