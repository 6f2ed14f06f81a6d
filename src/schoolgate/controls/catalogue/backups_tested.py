"""Was a backup restored as a test this term? A backup that nobody has ever restored is a hope.

That these records were restored says nothing of the school's other data, so it does not answer by itself.
"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, day
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, Looked

_ASK = Ask("Restore a file from a backup as a test, and say how it went", "it-lead", "backup.restore_tested", 10)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))
_OURS = Looked(date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Backups are restored as a test each term",
    topics=("backup.taken",),
    owner="it-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "IT support restored a file in October.",
            date(2026, 11, 3),
            {"backup.restore_tested": _DONE},
            Standing.DECLARED,
        ),
        Example(
            "These records were restored; nobody has said so of the rest.",
            date(2026, 11, 3),
            {"caretaking.backup_restored_on": _OURS},
            Standing.NOT_KNOWN,
        ),
        Example("Nobody has tried this term.", date(2027, 1, 11), {"backup.restore_tested": _DONE}, Standing.NOT_KNOWN),
        Example(
            "It could not be restored.",
            date(2026, 11, 3),
            {"backup.restore_tested": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
        Example(
            "That these records were restored does not undo what was said of the rest.",
            date(2026, 11, 3),
            {"backup.restore_tested": replace(_DONE, so=False), "caretaking.backup_restored_on": _OURS},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, restore_tested: Confirmed | None, backup_restored_on: Looked | None, today: date) -> Finding:
    finding = asked(restore_tested, _ASK, "termly", today)
    if restore_tested is None and backup_restored_on is not None and backup_restored_on.on <= today:
        tried = f"The backup of these records was restored as a test on {day(backup_restored_on.on)}."
        return replace(finding, because=f"{tried} Of the school’s other data: {finding.because}")
    return finding
