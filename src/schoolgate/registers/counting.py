"""The facts of the registers, in counts and dates: what the checks of the policy are told."""

from datetime import date, timedelta
from typing import Any, Final

from schoolgate.kernel.clocks.freshness import stale_after
from schoolgate.kernel.clocks.rules import Clock, Days
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.registers.models import HorizonItem
from schoolgate.registers.queries import agencies, risks, term_starts
from schoolgate.vocabulary.shapes import Counted, Looked, Risks

# A new term makes nothing late on its first day: for so long the term before counts as well.
GRACE: Final = timedelta(days=28)
# Every fact is told afresh before this: where the clock stands still, the count is good for no longer.
GOOD_FOR: Final = timedelta(days=14)


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Each fact by its key. A register with nothing in it is None: that is no evidence, and not a nought."""
    return {
        "registers.risks": _risks(school, on),
        "registers.agencies": _agencies(school, on),
        "registers.horizon": _horizon(school),
    }


def _risks(school: School, on: date) -> Risks | None:
    known = risks(school, on=on)
    if not known:
        return None
    this, last = term_starts(calendar(school), on)
    since = last if on < this + GRACE else this
    bare = sum(not (risk.mitigated and risk.owner) for risk in known)
    unseen = sum(risk.scored_on < since for risk in known)
    return Risks(of=len(known), unmitigated=bare, not_looked_at=unseen, on=on, since=since)


def _agencies(school: School, on: date) -> Counted | None:
    known = agencies(school, on=on)
    if not known:
        return None
    this, _ = term_starts(calendar(school), on)
    fair = ("right", "due") if on < this + GRACE else ("right",)
    good = sum(one.state in fair for one in known)
    never = sum(one.checked_on is None for one in known)
    return Counted(len(known), good, len(known) - good - never, never, on, on + GOOD_FOR)


def _horizon(school: School) -> Looked | None:
    rows = HorizonItem.objects.for_school(school)
    last = rows.order_by("-read_on").values_list("read_on", flat=True).first()
    if last is None:
        return None
    until = stale_after(last, Days(7, Clock.CALENDAR), calendar(school)).day
    return Looked(last, until, rows.filter(read_on=last, nothing=False).count())
