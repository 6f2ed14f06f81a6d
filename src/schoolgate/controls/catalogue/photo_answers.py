"""Do we know what every family said about pictures? No answer is never a yes."""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_NOT_ABOUT = r"\bcheck|consult|before (?:a|an|any) (?:picture|image|photo)"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("photo-consent.written",), ())


@control(
    title="Every family has answered about pictures",
    topics=("photo-consent.written",),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "Each family said yes or no.",
            _TODAY,
            {"agreements.photo_consents": Counted(180, 180, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Nine answers ran out in August.",
            _TODAY,
            {"agreements.photo_consents": Counted(180, 171, 9, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Twelve never answered.",
            _TODAY,
            {"agreements.photo_consents": Counted(180, 168, 0, 12, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.photo_consents": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.photo_consents": Counted(180, 180, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "That answers are held does not say that anybody looks at them.",
            _TODAY,
            {
                "policy.promise": _promise("Before a picture goes on the website the office checks each child in it."),
                "agreements.photo_consents": Counted(180, 180, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, photo_consents: Counted | None, today: date) -> Finding | None:
    if promise is not None and speaks_of(promise, _NOT_ABOUT):
        return None
    return counted(
        photo_consents,
        today,
        things="children",
        good="have an answer about pictures in date",
        late="whose answer ran out",
        unknown="with no answer, which counts as no",
        days=31,
    )
