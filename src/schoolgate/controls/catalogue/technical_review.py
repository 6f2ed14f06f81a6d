"""Was the safety of technical systems looked at this term, with a note to show for it?

The national standards want an assessment each year, looked at again each term.
"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Look at the technical systems against the standards they should meet, and attach the fitness note",
    "it-lead",
    "technical.fitness_note",
    20,
)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Technical systems are reviewed each term",
    topics=("patching.technical-review",),
    owner="it-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "Reviewed, and the note attached.",
            date(2026, 11, 3),
            {"technical.fitness_note": replace(_DONE, attached=1)},
            Standing.DECLARED,
        ),
        Example(
            "The next term wants its own.", date(2027, 1, 11), {"technical.fitness_note": _DONE}, Standing.NOT_KNOWN
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
    return asked(fitness_note, _ASK, "termly", today)
