"""Have parents promised that pictures of other children stay off social media?

A promise that they sign is counted. How they behave nobody can count: of that there is their word."""

from datetime import date

from schoolgate.controls.answers import accepted, counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_SIGNED = r"declar|\bsign"
_ABOUT = r"declar|event|perform|assembl|sports day|\bplays?\b|concert|nativit|camera"


def _promise(text: str, topic: str = "photo-consent.events") -> PromiseFacts:
    return PromiseFacts(text, (), (topic,), ("parents",))


_DECLARATION = _promise(
    "Parents sign a declaration about this when their child starts.", "agreement-pupil-parent.signed"
)


@control(
    title="Parents have promised about their own pictures at events",
    topics=("photo-consent.events", "agreement-pupil-parent.signed"),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "Every parent signed the declaration.",
            _TODAY,
            {"policy.promise": _DECLARATION, "agreements.event_pictures": Counted(200, 200, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "A second carer was never asked.",
            _TODAY,
            {"policy.promise": _DECLARATION, "agreements.event_pictures": Counted(200, 199, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Three took theirs back.",
            _TODAY,
            {"policy.promise": _DECLARATION, "agreements.event_pictures": Counted(200, 197, 3, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "They all gave their word, which is no measurement of what they do.",
            _TODAY,
            {
                "policy.promise": _promise("At performances parents photograph their own children only."),
                "agreements.event_pictures": Counted(200, 200, 0, 0, _DAY),
            },
            Standing.DECLARED,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.event_pictures": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.event_pictures": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about another paper.",
            _TODAY,
            {
                "policy.promise": _promise("The home-school agreement covers films.", "agreement-pupil-parent.signed"),
                "agreements.event_pictures": Counted(200, 200, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, event_pictures: Counted | None, today: date) -> Finding | None:
    if promise is not None and promise.topics[:1] == ("agreement-pupil-parent.signed",):
        if not speaks_of(promise, r"declar"):
            return None
    elif not speaks_of(promise, _ABOUT):
        return None
    if promise is not None and speaks_of(promise, _SIGNED):
        return counted(
            event_pictures,
            today,
            things="parents",
            good="have signed about their own pictures at events",
            late="whose word has ended",
            unknown="have not answered",
            days=31,
        )
    return accepted(event_pictures, today, who="parents", what="have given their word about pictures at events")
