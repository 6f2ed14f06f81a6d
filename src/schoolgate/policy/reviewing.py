"""When the policy's next review is due: the sooner of its date and of whatever calls for one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.rules import rule_for
from schoolgate.vocabulary.reviews import TRIGGERS

# Six weeks: less than that before the end of a term, no meeting of governors can be called and prepared in it.
SHORTEST: Final = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that calls for a review. ``words`` are unlocked: for a page that may show them, never for a log."""

    ref: str
    kind: str  # a key of vocabulary.reviews.TRIGGERS
    reason_ref: str
    words: str
    raised_on: date
    due: date
    answered_on: date | None = None  # the day of the review that answered it

    @property
    def title(self) -> str:
        return TRIGGERS[self.kind]


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When the review is due on a day, None where nothing says; ``by_date`` is what the policy's own date says."""

    day: date | None
    by_date: date | None
    triggers: tuple[Trigger, ...]  # the open ones, the most pressing first

    @property
    def because(self) -> Trigger | None:
        """The trigger that brings the review forward; None where the policy's own date is the sooner, or as soon."""
        first = self.triggers[0] if self.triggers else None
        return first if first and (self.by_date is None or first.due < self.by_date) else None


def review_due(by_date: date | None, triggers: Iterable[Trigger]) -> ReviewDue:
    """The sooner of the policy's date and the dates of the open triggers."""
    still = tuple(sorted((t for t in triggers if t.answered_on is None), key=lambda t: (t.due, t.raised_on, t.ref)))
    days = [day for day in (by_date, *(trigger.due for trigger in still)) if day is not None]
    return ReviewDue(min(days, default=None), by_date, still)


def due_after(raised_on: date, calendar: SchoolCalendar) -> date:
    """When a trigger raised on a day must have had its review: at the end of the term it falls in, where six weeks or
    more of it are left, else at the end of the next. In the holidays the next term is the one that begins.
    """
    term = calendar.term_on(raised_on)
    if term is not None and term.ends - raised_on >= SHORTEST:
        return term.ends
    return rule_for(1, "term", "school").due(raised_on, calendar).day
