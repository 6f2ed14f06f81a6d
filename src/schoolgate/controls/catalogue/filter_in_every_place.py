"""Was the filter tried in every place and for every group, guests too, and did it hold?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The filter is tested in every place and for every group",
    topics=("web-filtering.in-place", "web-filtering.tested"),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("It held in each.", _TODAY, {"filtering.places_tested": Counted(14, 14, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "The library's last test opened what it should block.",
            _TODAY,
            {"filtering.places_tested": Counted(14, 13, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nobody has tried the hall: that proves nothing of the hall.",
            _TODAY,
            {"filtering.places_tested": Counted(14, 13, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The school named no place and no group to try.",
            _TODAY,
            {"filtering.places_tested": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, places_tested: Counted | None, today: date) -> Finding | None:
    return counted(
        places_tested,
        today,
        things="places and groups",
        good="passed a filter test that is in date",
        late="failed the last one",
        unknown="never tried, or too long ago",
    )
