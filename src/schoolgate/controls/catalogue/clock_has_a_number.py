"""Can anyone say when this promise is late?"""

from datetime import date

from schoolgate.controls.contract import ANY_TOPIC, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import PromiseFacts


def _promise(vague_clock: str) -> PromiseFacts:
    return PromiseFacts(
        "The lead reports to senior leaders.", (), ("incident-log.report",), ("online-safety-lead",), vague_clock
    )


@control(
    title="A promise that gives a time gives a number",
    topics=ANY_TOPIC,
    owner="online-safety-lead",
    rhythm="termly",
    examples=(
        Example(
            "“Regularly” can never be late.",
            date(2026, 11, 1),
            {"policy.promise": _promise("regularly")},
            Standing.NOT_KNOWN,
        ),
        Example("“Termly” can.", date(2026, 11, 1), {"policy.promise": _promise("")}, None),
    ),
)
def judge(
    *,
    promise: PromiseFacts | None,
    today: date,  # noqa: ARG001 - every control is asked on a day
) -> Finding | None:
    if promise is None or not promise.vague_clock:
        return None
    return Finding(
        Standing.NOT_KNOWN,
        f"“{promise.vague_clock}” gives no number, so nobody can say whether it is late.",
    )
