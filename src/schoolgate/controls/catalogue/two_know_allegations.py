"""Are at least two senior people signed off on the procedure for allegations, and is one of them not the head?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Knowers

_WANTED = 2
_TWO = Knowers(current=2, besides_head=1, on=date(2026, 11, 2), until=date(2027, 7, 20))


@control(
    title="At least two senior people know the procedure for allegations",
    topics=("allegation-staff.procedure",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("The head and one more.", date(2026, 11, 3), {"people.allegation_readers": _TWO}, Standing.KEPT),
        Example(
            "The head alone, who may be the one accused.",
            date(2026, 11, 3),
            {"people.allegation_readers": replace(_TWO, current=1, besides_head=0)},
            Standing.BROKEN,
        ),
        Example(
            "Two were counted, and both are the head’s own.",
            date(2026, 11, 3),
            {"people.allegation_readers": replace(_TWO, besides_head=0)},
            Standing.BROKEN,
        ),
        Example(
            "One of the two has lapsed since.",
            date(2027, 7, 21),
            {"people.allegation_readers": _TWO},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Two who need not renew it, counted today.",
            date(2026, 11, 2),
            {"people.allegation_readers": replace(_TWO, until=None)},
            Standing.KEPT,
        ),
    ),
)
def judge(*, allegation_readers: Knowers | None, today: date) -> Finding | None:
    if allegation_readers is None or allegation_readers.on > today:
        return None
    known = allegation_readers
    people = "person is" if known.current == 1 else "people are"
    said = f"{known.current} senior {people} signed off on the procedure, {known.besides_head} of them besides the head"
    if known.current < _WANTED or known.besides_head < 1:
        return Finding(Standing.BROKEN, f"{said}; there must be two, and one who is not the head.")
    if known.until is None:
        return Finding(Standing.KEPT, f"{said}.")
    return lasting(Finding(Standing.KEPT, f"{said}, the first until {day(known.until)}."), known.until, today)
