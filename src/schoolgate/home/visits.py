"""The technician's visit: the jobs that fit half a day, in the order one walks round a school. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from schoolgate.evidence.asking import Job

HALF_A_DAY: Final = 180  # minutes
# Of one printed sheet of A4, beside its head and the lines to write on, in half lines of print: what there is for jobs,
# what one takes besides its words, and what the heading of a stop takes. Measured on the page as Chromium prints it.
A_SHEET: Final = 52
_A_JOB: Final = 1
_A_STOP: Final = 7
_LETTERS_A_LINE: Final = 40
_PLACE_A_LINE: Final = 14
_MINUTES_TAKE: Final = 18  # letters
_TO_WRITE_ON: Final = 14  # letters: the line for who did it, and when
LATER_SHOWN: Final = 4
# Where a job is done, by the area of its subject; in walking order. What is done at any desk is done in the office.
_CLASSES: Final = (
    "web-filtering", "filter-change", "monitoring", "patching", "antivirus", "encryption", "asset-inventory",
    "software-licensing", "mobile-phones-byod", "curriculum",
)  # fmt: skip
_CUPBOARD: Final = ("backup", "asset-disposal", "access-rights", "other")
STOPS: Final = (_("School office"), _("Classrooms"), _("Server cupboard"))


@dataclass(frozen=True, slots=True)
class Errand:
    """One line of the sheet. ``place`` is where the policy says it; ``proof`` is what shows that it was done."""

    words: str
    minutes: int
    area: str
    proof: str
    place: str = ""
    late: bool = False
    href: str = ""
    ref: str = ""
    more: str = ""

    @property
    def stop(self) -> int:
        return 1 if self.area in _CLASSES else 2 if self.area in _CUPBOARD else 0

    @property
    def height(self) -> int:
        """What it takes of the sheet, in half lines."""
        letters = len(self.words) + len(self.more) + _MINUTES_TAKE
        proof = len(self.proof) + (_TO_WRITE_ON if self.ref else 0)
        told = ((letters, _LETTERS_A_LINE), (proof, _LETTERS_A_LINE), (len(self.place), _PLACE_A_LINE))
        lines = max(-(-length // a_line) for length, a_line in told)
        return 2 * lines + _A_JOB


@dataclass(frozen=True, slots=True)
class Round:
    """Errands by stop, and those for next time."""

    stops: tuple[tuple[str, tuple[Errand, ...]], ...]
    later: tuple[Errand, ...]

    @property
    def errands(self) -> tuple[Errand, ...]:
        return tuple(errand for _stop, errands in self.stops for errand in errands)

    @property
    def minutes(self) -> int:
        return sum(errand.minutes for errand in self.errands)

    @property
    def first_later(self) -> tuple[Errand, ...]:
        """Those for next time that the sheet names; the rest it counts."""
        return self.later[:LATER_SHOWN]

    @property
    def more_later(self) -> int:
        return len(self.later) - len(self.first_later)

    @property
    def late(self) -> int:
        return sum(errand.late for errand in self.errands)

    @property
    def heading(self) -> str:
        """ "Today’s visit: 9 jobs, about 3 hours"."""
        total = len(self.errands)
        if not total:
            return str(_("Today’s visit: nothing is waiting"))
        jobs = ngettext("%(n)s job", "%(n)s jobs", total) % {"n": total}
        return str(_("Today’s visit: %(jobs)s, about %(time)s")) % {"jobs": jobs, "time": spell(self.minutes)}


def plan(errands: Iterable[Errand], minutes: int = HALF_A_DAY, sheet: int = A_SHEET) -> Round:
    """What fits half a day and one sheet, in the order given (late and soonest first), then put in walking order; the
    rest is for next time.

    One that does not fit does not keep a shorter one out. The first is always taken, or a long one never would be.
    """
    taken, later, left = list[Errand](), list[Errand](), minutes
    for errand in errands:
        height = errand.height + (0 if any(one.stop == errand.stop for one in taken) else _A_STOP)
        if not taken or (errand.minutes <= left and height <= sheet):
            taken.append(errand)
            left, sheet = left - errand.minutes, sheet - height
        else:
            later.append(errand)
    stops = tuple(
        (str(name), here)
        for number, name in enumerate(STOPS)
        if (here := tuple(errand for errand in taken if errand.stop == number))
    )
    return Round(stops, tuple(later))


def errand_of(job: Job, area: str, place: str, href: str, said: str) -> Errand:
    """A job as a line of the sheet. ``said`` is what doing it says, as a sentence."""
    proof = str(_("%(that)s Who, when:")) % {"that": said}
    return Errand(job.words, job.minutes, area, proof, place, job.late, href, job.ref)


def spell(minutes: int) -> str:
    """As one would say it: "35 minutes", "1 hour", "2 and a half hours"."""
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    halves = (minutes + 15) // 30
    whole, half = divmod(halves, 2)
    if half:
        return str(_("%(n)s and a half hours")) % {"n": whole}
    return ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": whole}
