"""Many schools on one page: who needs somebody to look, what they have in common, and what was asked to be shown. Pure.

The order is by who needs help. It ranks nobody: a school that counts its own devices finds more that needs putting
right than one that looks at nothing, and silence is a reason to look like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Self
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schoolgate.evidence.across import Stood
from schoolgate.evidence.tallying import ORDER
from schoolgate.home.boards import in_words, written
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.screens import MARKS, Mark
from schoolgate.vocabulary.topics import TOPICS

A_PAGE: Final = 50
QUIET: Final = timedelta(days=28)  # four weeks: a holiday is never so long that nobody should be asked
STOPPED: Final = timedelta(days=3)  # a weekend, and the day the clock next comes round
WAITS: Final = timedelta(days=28)
# What a page shows of each school, what asks for somebody first.
COLUMNS: Final = (Standing.BROKEN, Standing.NOT_KNOWN, Standing.KEPT, Standing.DECLARED, Standing.NOT_APPLICABLE)
ORDERS: Final = {
    "": gettext_lazy("Who needs help"),
    "name": gettext_lazy("Name"),
    "fix": gettext_lazy("Needs putting right"),
    "none": gettext_lazy("No evidence"),
    "waiting": gettext_lazy("Jobs past their day"),
    "review": gettext_lazy("Review due"),
    "heard": gettext_lazy("Last heard from"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One school. ``reasons`` are why somebody should look, the weightiest first; none where nobody need."""

    stood: Stood
    reasons: tuple[str, ...]
    late: int
    heard_on: date | None
    overdue: bool  # the review of the policy
    weight: tuple[int, ...]

    @property
    def marks(self) -> tuple[tuple[Mark, int], ...]:
        return tuple((MARKS[name], self.stood.counts.get(name, 0)) for name in COLUMNS)

    def has(self, mark: Standing) -> bool:
        return bool(self.stood.counts.get(mark, 0))


@dataclass(frozen=True, slots=True)
class Theme:
    """One subject over all schools: how many of them have a promise on it that stands so."""

    subject: str
    broken: int
    not_known: int
    counts: Mapping[Standing, int] = field(default_factory=dict)  # promises of all schools

    @property
    def words(self) -> str:
        """What the subject is about, as the beginning of a line."""
        words = TOPICS.get(self.subject, _("promises on no subject we know"))
        return words[:1].upper() + words[1:]

    @property
    def answered(self) -> int:
        """How many promises of all schools are kept or confirmed."""
        return self.counts.get(Standing.KEPT, 0) + self.counts.get(Standing.DECLARED, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def area(self) -> str:
        return self.subject.partition(".")[0]

    @property
    def told(self) -> str:
        parts = []
        if self.broken:
            words = ngettext("needs putting right in %(n)s school", "needs putting right in %(n)s schools", self.broken)
            parts.append(words % {"n": self.broken})
        if self.not_known:
            words = ngettext("no evidence in %(n)s school", "no evidence in %(n)s schools", self.not_known)
            parts.append(words % {"n": self.not_known})
        return _("; ").join(parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to be shown; what there is not is as if it were not asked."""

    mark: Standing | None = None
    words: str = ""
    subject: str = ""
    by: str = ""
    look: bool = False
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        by, page, subject = given.get("by", ""), given.get("page", ""), given.get("subject", "")
        return cls(
            mark=next((name for name in Standing if MARKS[name].tone == given.get("only")), None),
            words=" ".join(given.get("words", "").split())[:80],
            subject=subject if subject in TOPICS else "",
            by=by if by in ORDERS else "",
            look=given.get("look") == "yes",
            page=int(page) if page.isdecimal() and len(page) < 6 and int(page) else 1,
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.mark or self.words or self.subject or self.look)

    def kept(self, **other: str) -> str:
        """The address of the same page with something else asked; the page begins anew unless it is that."""
        tone = MARKS[self.mark].tone if self.mark else ""
        asked = {"only": tone, "words": self.words, "subject": self.subject, "by": self.by}
        asked |= {"look": "yes" if self.look else ""} | other
        return urlencode({key: value for key, value in asked.items() if value})

    def wants(self, row: Row) -> bool:
        if self.subject and not any(row.stood.of_subject(self.subject, name) for name in self._marks):
            return False
        if self.mark and not self.subject and not row.has(self.mark):
            return False
        return self.words.casefold() in row.stood.name.casefold() and (bool(row.reasons) or not self.look)

    @property
    def _marks(self) -> tuple[Standing, ...]:
        """A subject alone asks for the schools that need help with it."""
        return (self.mark,) if self.mark else (Standing.BROKEN, Standing.NOT_KNOWN)


def row(stood: Stood, on: date) -> Row:
    late = stood.late(on)
    heard_on = timezone.localtime(stood.heard_at).date() if stood.heard_at else None
    oldest = (on - stood.oldest).days if stood.oldest else 0
    reasons = tuple(_reasons(stood, on, late, heard_on))
    weight = (-bool(reasons), -late, -stood.unanswered, -len(reasons), -oldest, -len(stood.broken))
    overdue = stood.review_due is not None and stood.review_due < on
    return Row(stood, reasons, late, heard_on, overdue, weight)


def _reasons(stood: Stood, on: date, late: int, heard_on: date | None) -> Iterator[str]:
    if stood.judged is None:
        yield _("Nothing has been looked at yet.")
        return
    if not stood.in_force:
        yield _("No policy is in force.")
    if late:
        words = ngettext("%(n)s thing is late to be put right.", "%(n)s things are late to be put right.", late)
        yield words % {"n": in_words(late).capitalize()}
    if none := stood.unanswered:
        words = ngettext(
            "Nobody has said what is done about %(n)s that needs putting right.",
            "Nobody has said what is done about %(n)s that need putting right.",
            none,
        )
        yield words % {"n": in_words(none)}
    if heard_on is None:
        yield _("Nothing has been heard yet.")
    elif on - heard_on >= QUIET:
        yield _("Nothing heard since %(day)s.") % {"day": written(heard_on)}
    if on - stood.judged > STOPPED:
        yield _("These marks are of %(day)s: nothing has been looked at since.") % {"day": written(stood.judged)}
    if stood.oldest and on - stood.oldest >= WAITS:
        yield _("The first job still waiting was due on %(day)s.") % {"day": written(stood.oldest)}


def heading(rows: Sequence[Row]) -> str:
    """The answer the page begins with."""
    if not rows:
        return _("There is no school in this trust yet.")
    need = sum(bool(row.reasons) for row in rows)
    if not need:
        return _("No school needs you to look today.")
    words = ngettext("%(n)s of %(all)s schools needs you to look.", "%(n)s of %(all)s schools need you to look.", need)
    return words % {"n": need, "all": len(rows)}


def shown(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """The rows asked for, in the order asked for."""
    found = [one for one in rows if asked.wants(one)]
    found.sort(key=lambda one: one.stood.name.casefold())
    match asked.by:
        case "":
            found.sort(key=lambda one: one.weight)
        case "fix" | "none":
            name = Standing.BROKEN if asked.by == "fix" else Standing.NOT_KNOWN
            found.sort(key=lambda one: -one.stood.counts.get(name, 0))
        case "waiting":
            found.sort(key=lambda one: -one.stood.waiting)
        case "review":
            found.sort(key=lambda one: one.stood.review_due or date.max)
        case "heard":
            found.sort(key=lambda one: one.heard_on or date.min)
    return found


def grouped(rows: Sequence[Row], asked: Asked) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """A page of rows in groups with their words; in one group without words where another order was asked for."""
    if asked.by:
        return (("", tuple(rows)),) if rows else ()
    groups = (
        (_("Need you to look"), tuple(one for one in rows if one.reasons)),
        (_("Putting things right, in time"), tuple(one for one in rows if not one.reasons and one.stood.broken)),
        (_("Nothing needs putting right"), tuple(one for one in rows if not one.reasons and not one.stood.broken)),
    )
    return tuple((words, those) for words, those in groups if those)


def themes(all_stood: Iterable[Stood]) -> tuple[Theme, ...]:
    """Every subject on which a school has a promise, first those that most schools need to put right."""
    schools: dict[str, list[int]] = {}
    promises: dict[str, list[int]] = {}
    for one in all_stood:
        for subject, numbers in one.subjects.items():
            mine, sums = schools.setdefault(subject, [0] * len(ORDER)), promises.setdefault(subject, [0] * len(ORDER))
            for at, number in enumerate(numbers):
                mine[at] += bool(number)
                sums[at] += number
    broken, not_known = ORDER.index(Standing.BROKEN), ORDER.index(Standing.NOT_KNOWN)
    found = [
        Theme(subject, counts[broken], counts[not_known], dict(zip(ORDER, promises[subject], strict=True)))
        for subject, counts in schools.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.broken, -one.not_known, one.subject)))


def totals(all_stood: Iterable[Stood]) -> dict[Standing, int]:
    """How many promises of all schools stand how."""
    counts = dict.fromkeys(Standing, 0)
    for one in all_stood:
        for name, count in one.counts.items():
            counts[name] += count
    return counts
