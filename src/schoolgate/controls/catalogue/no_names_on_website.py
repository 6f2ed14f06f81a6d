"""Does any page of the website give a child’s full name?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Children’s names are not on the website",
    topics=("website-publishing.names",),
    owner="office",
    rhythm="termly",
    examples=(
        Example("No page gives one.", _TODAY, {"website.names": Counted(80, 80, 0, 0, _DAY)}, Standing.KEPT),
        Example("Two captions do.", _TODAY, {"website.names": Counted(80, 78, 2, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One page is a picture and could not be read.",
            _TODAY,
            {"website.names": Counted(80, 79, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"website.names": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"website.names": Counted(80, 80, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, names: Counted | None, today: date) -> Finding | None:
    return counted(
        names,
        today,
        things="pages",
        good="give no child’s full name",
        late="give one",
        unknown="could not be read",
        days=31,
    )
