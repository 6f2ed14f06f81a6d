"""Was the safety of technical systems reviewed this year, with a note to show for it?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Review the technical systems against the standards they should meet, and attach the fitness note",
    "it-lead",
    "technical.fitness_note",
    30,
)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="Technical systems are reviewed each year",
    topics=("patching.technical-review",),
    owner="it-lead",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "Reviewed, and the note attached.",
            date(2026, 11, 3),
            {"technical.fitness_note": replace(_DONE, attached=1)},
            Standing.DECLARED,
        ),
        Example(
            "A year later it is due again.", date(2027, 10, 7), {"technical.fitness_note": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "The note says that they do not meet them.",
            date(2026, 11, 3),
            {"technical.fitness_note": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, fitness_note: Confirmed | None, today: date) -> Finding:
    return asked(fitness_note, _ASK, "yearly", today)
