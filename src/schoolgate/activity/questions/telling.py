"""What a question is told, from text: checked, with every default filled in."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from schoolgate.activity.questions.contract import Parameter, Period, Question, Values
from schoolgate.kernel.errors import BadInputError

_PERIOD: Final = re.compile(r"(.+)=(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def told(question: Question, said: Mapping[str, Any]) -> Values:
    """Values for every parameter of ``question``. Text is read as its kind: ``2026-09-07``, ``2026-09-07T10:42:00Z``,
    ``a,b`` and, for periods, ``Autumn 1=2026-09-03..2026-10-23``. What is no text is taken as it is.

    Raises ``BadInputError`` naming what is missing, cannot be read, or is not a parameter at all.
    """
    known = {each.key: each for each in question.everything}
    if strange := sorted(set(said) - set(known)):
        raise BadInputError(
            strange[0], f"{question.key} is not told that.", f"It may be told: {', '.join(known) or 'nothing'}."
        )
    values = {key: _value(each, said.get(key)) for key, each in known.items()}
    if (
        {"since", "until"} <= values.keys()
        and values["since"]
        and values["until"]
        and values["until"] < values["since"]
    ):
        raise BadInputError("until", "it is before the first day.", "Give the first day as since, the last as until.")
    return values


def _value(parameter: Parameter, said: Any) -> Any:
    if said is None or said == "":
        if parameter.default is None and not parameter.free:
            raise BadInputError(parameter.key, "it has to be said.", f"{parameter.words}: {_EXAMPLES[parameter.kind]}.")
        return parameter.default
    try:
        value = _READ[parameter.kind](said) if isinstance(said, str) else said
    except ValueError as wrong:
        raise BadInputError(
            parameter.key, f"{said!r} cannot be read.", f"Write it like {_EXAMPLES[parameter.kind]}."
        ) from wrong
    if parameter.kind == "number" and not parameter.least <= value <= parameter.most:
        raise BadInputError(parameter.key, f"{value} is out of bounds.", f"Say {parameter.least} to {parameter.most}.")
    return value


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    return Period(found[1].strip(), date.fromisoformat(found[2]), date.fromisoformat(found[3]))


def _texts(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "day": date.fromisoformat,
    "moment": _moment,
    "number": int,
    "text": str,
    "texts": _texts,
    "days": lambda text: tuple(date.fromisoformat(each) for each in _texts(text)),
    "periods": lambda text: tuple(_period(each) for each in _texts(text)),
}
_EXAMPLES: Final = {
    "day": "2026-09-07",
    "moment": "2026-09-07T10:42:00Z",
    "number": "20",
    "text": "a word",
    "texts": "one,another",
    "days": "2026-10-26,2026-10-27",
    "periods": "Autumn 1=2026-09-03..2026-10-23,Autumn 2=2026-11-02..2026-12-18",
}
