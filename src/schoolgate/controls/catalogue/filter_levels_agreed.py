"""Is each class given the filtering of its age, by the setting that two people signed?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Each class is agreed to have the filtering of its age",
    topics=("web-filtering.age-levels",),
    owner="dsl",
    rhythm="termly",
    examples=(
        Example("All six are.", _TODAY, {"filtering.class_levels": Counted(6, 6, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Reception was put at the level of key stage 2.",
            _TODAY,
            {"filtering.class_levels": Counted(6, 5, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Of one class the roll does not say how old its children are.",
            _TODAY,
            {"filtering.class_levels": Counted(6, 5, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, class_levels: Counted | None, today: date) -> Finding | None:
    return counted(
        class_levels,
        today,
        things="classes",
        good="have an agreed level that fits their age",
        late="a level meant for older people",
        unknown="of unknown age",
        days=31,
    )
