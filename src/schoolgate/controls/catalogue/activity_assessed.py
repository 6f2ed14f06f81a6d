"""Was the data-protection assessment of the web activity made, and is it in date? The law asks for it before rows are
kept (UK GDPR article 35)."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The web activity that is kept was assessed for data protection",
    topics=("monitoring.in-place",),
    owner="dpo",
    rhythm="weekly",
    examples=(
        Example(
            "It was made, and is looked at again next year.",
            _TODAY,
            {"activity.assessed": Counted(1, 1, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Rows are kept and nobody has assessed that.",
            _TODAY,
            {"activity.assessed": Counted(1, 0, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, assessed: Counted | None, today: date) -> Finding | None:
    return counted(
        assessed,
        today,
        things="logs of web activity",
        good="assessed",
        late="not assessed, or too long ago",
        unknown="",
    )
