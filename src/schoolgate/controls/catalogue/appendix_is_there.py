"""Does the file carry the appendix its sentence leans on?"""

import re
from datetime import date

from schoolgate.controls.contract import ANY_TOPIC, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Appendices, PromiseFacts

_CITES = re.compile(r"\b(?:appendix|annexe?)\s+([0-9]+|[A-Z])\b", re.IGNORECASE)


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("incident-log.report",), ("staff",))


@control(
    title="The appendix a promise leans on is in the file",
    topics=ANY_TOPIC,
    owner="online-safety-lead",
    rhythm="termly",
    examples=(
        Example(
            "The sentence sends the reader to an appendix that is not there.",
            date(2026, 11, 1),
            {
                "policy.promise": _promise("Staff follow the chart in Appendix 2."),
                "policy.appendices": Appendices(("2",), ()),
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "It is there: the promise itself is for other checks.",
            date(2026, 11, 1),
            {
                "policy.promise": _promise("Staff follow the chart in Appendix 2."),
                "policy.appendices": Appendices(("2",), ("2",)),
            },
            None,
        ),
    ),
)
def judge(
    *,
    promise: PromiseFacts | None,
    appendices: Appendices | None,
    today: date,  # noqa: ARG001 - every control is asked on a day
) -> Finding | None:
    if promise is None or appendices is None:
        return None
    present = {name.upper() for name in appendices.present}
    missing = [name for name in _CITES.findall(promise.text) if name.upper() not in present]
    if not missing:
        return None
    return Finding(
        Standing.NOT_KNOWN,
        f"It leans on appendix {missing[0]}, which the file does not contain, so nobody can say what was promised.",
    )
