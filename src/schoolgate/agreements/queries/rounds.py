"""The September round family by family: who has answered, who has not, what was sent, and what comes next.

A family is a child's carer who is called first among those who may sign, with all children of whom that is so: a
mother of three is one family and is chased once. A child of whom no such carer is known is a family of one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.contract import Signs
from schoolgate.agreements.models import Round, RoundLetter, RoundPause
from schoolgate.agreements.queries.chasing import Missing, Tally, whole_state
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.rhythm import Known, Step, begins, letter_due, minutes, step, year_of_round
from schoolgate.notices.queries import states
from schoolgate.people.families.queries import Bond, bonds, protected
from schoolgate.people.models import Reach, School
from schoolgate.people.queries import calendar, names

LETTER = "agreement.sign"
_BOUNCED = frozenset({"failed", "no-address"})


@dataclass(frozen=True, slots=True)
class Letter:
    carer: str
    number: int
    way: str
    on: date


@dataclass(frozen=True, slots=True)
class ChasedFamily:
    """One family of which something is not back. ``carer`` is the ref of who is called first, empty where nobody is
    known; ``write_to`` are refs of those who get the next letter: nobody twice at one address."""

    carer: str
    name: str
    children: tuple[Missing, ...]
    letters: tuple[Letter, ...]
    step: Step
    due: int | None
    write_to: tuple[str, ...]
    shares_with: tuple[str, ...]
    bounced: bool
    paused: str

    @property
    def key(self) -> str:
        return self.carer or self.children[0].person


@dataclass(frozen=True, slots=True)
class RoundNow:
    """``on`` is the day that is asked about: of a round that opened in summer, the first of September."""

    year: int
    opens_on: date | None
    on: date
    families: int
    chase: tuple[ChasedFamily, ...]
    tallies: tuple[Tally, ...]

    @property
    def answered(self) -> int:
        return self.families - len(self.chase)

    @property
    def by_hand(self) -> tuple[ChasedFamily, ...]:
        """Those with a carer whom no letter reaches, or whose letters are over."""
        return tuple(one for one in self.chase if one.carer and one.step in (Step.PAPER, Step.DOOR))

    @property
    def nobody(self) -> tuple[ChasedFamily, ...]:
        """Children of whom no carer is known who may sign: each a family of one."""
        return tuple(one for one in self.chase if not one.carer)

    def at(self, *steps: Step) -> tuple[ChasedFamily, ...]:
        """Those with a carer who wait for one of these."""
        return tuple(one for one in self.chase if one.carer and one.step in steps)

    @property
    def minutes(self) -> int:
        return minutes(len(self.by_hand))


def opened(school: School, on: date) -> tuple[int, date | None]:
    """The year whose September is asked about on a day, and the day its round opens; None where none was set."""
    years = {row.year: row.opens_on for row in Round.objects.for_school(school)}
    year = year_of_round(on)
    if on < begins(year) and (years.get(year) is None or years[year] > on):
        return year - 1, years.get(year - 1)
    return year, years.get(year)


def answered_for(school: School, on: date) -> date:
    """The day whose answers a signature of ``on`` is for: today, or the first of September of a round that opened in
    summer, so that what is signed in July holds for the year to come too."""
    year, _ = opened(school, on)
    return max(on, begins(year))


def round_now(school: School, day: date) -> RoundNow:
    """The round on a day. Names are unlocked: for the office. Costs a fixed number of queries."""
    year, opens_on = opened(school, day)
    on = max(day, begins(year))
    kinds = [kind.key for kind in KINDS if kind.signs is Signs.CARER]
    state = whole_state(school, on, kinds=kinds)
    tied = bonds(school, on)
    first = {child: _first(tied.get(child, ())) or child for child in state.children}
    lacking: defaultdict[str, list[Missing]] = defaultdict(list)
    for one in state.missing:
        lacking[first[one.person]].append(one)
    known = _Written(school, year, day, tied)
    called = names(school, {key for key in lacking if key in known.carers})
    chase = [known.family(key, tuple(some), called.get(key, ""), opens_on, day) for key, some in lacking.items()]
    return RoundNow(year, opens_on, on, len(set(first.values())), tuple(chase), state.tallies)


class _Written:
    """What was written to whom, and how each carer is reached."""

    def __init__(self, school: School, year: int, day: date, tied: Mapping[str, tuple[Bond, ...]]) -> None:
        self.tied, self.protected = tied, set(protected(school, day))
        self.carers = {bond.carer for some in tied.values() for bond in some}
        reach = Reach.objects.for_school(school).as_of(day).filter(way=Reach.Way.EMAIL)
        self.address = dict(reach.values_list("person__ref", "digest"))
        self.failed = {ref for ref, state in states(school, LETTER).items() if state in _BOUNCED}
        self.letters: defaultdict[str, list[Letter]] = defaultdict(list)
        rows = RoundLetter.objects.for_school(school).filter(year=year).order_by("on", "number")
        for carer, number, way, on in rows.values_list("carer__ref", "number", "way", "on"):
            self.letters[carer].append(Letter(carer, number, way, on))
        pauses = RoundPause.objects.for_school(school).as_of(day).select_related("carer")
        self.paused = {row.carer.ref: row.reason for row in pauses}
        self.school_day = calendar(school).is_school_day(day)

    def family(
        self, key: str, children: tuple[Missing, ...], name: str, opens_on: date | None, day: date
    ) -> ChasedFamily:
        carer = key if key in self.carers else ""
        to, shared = self._write_to(carer, children)
        letters = [one for ref in dict.fromkeys([carer, *to]) for one in self.letters.get(ref, ())]
        sent = sorted({one.on for one in letters})
        known = Known(sent, bool(to), carer in self.paused)
        due = letter_due(known, opens_on, day, school_day=self.school_day)
        bounced = bool(carer) and carer in self.address and carer in self.failed
        what = step(known, opens_on, day)
        ordered = tuple(sorted(letters, key=lambda one: (one.on, one.number)))
        return ChasedFamily(carer, name, children, ordered, what, due, to, shared, bounced, self.paused.get(carer, ""))

    def _write_to(self, carer: str, children: tuple[Missing, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those who get the letter, and those who share an address with one of them. Never somebody who may not sign;
        of a child about whom the head decides first, only whoever is called first."""
        found: dict[str, str] = {}
        shared = []
        for child in children:
            for bond in self.tied.get(child.person, ()):
                may = bond.responsibility != "no" and bond.carer not in self.paused
                alone = child.person in self.protected and bond.carer != carer
                digest = self.address.get(bond.carer)
                if not may or alone or digest is None or bond.carer in self.failed or bond.carer in found.values():
                    continue
                if digest in found:
                    shared.append(bond.carer)
                else:
                    found[digest] = bond.carer
        return tuple(found.values()), tuple(dict.fromkeys(shared))


def _first(some: tuple[Bond, ...]) -> str:
    return next((bond.carer for bond in some if bond.responsibility != "no"), "")
