"""What one person did around a moment. The person is a pseudonym, and so is the device; naming is another act."""

from datetime import date, timedelta
from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values, around
from schoolgate.activity.questions.saying import Told, Wording, many, some, whole
from schoolgate.activity.questions.tables import Tables

_TOLD: Final = (
    *("at", "id", "kind", "method", "host", "path", "terms", "verdict", "category", "rule", "status", "level"),
    *("device", "place", "shared", "alarm", "severity"),
)

_GRAVE: Final = (("verdict", ("block",)), ("severity", ("low", "medium", "high")))


def _ask(tables: Tables, values: Values) -> ibis.Table:
    first, last = around(values["at"], values["minutes"])
    row, days = ibis._, _days(values)
    theirs = tables.rows.filter(
        row.day >= days[0], row.day <= days[1], row.person == values["person"], row.at >= first, row.at <= last
    )
    return theirs.select(*_TOLD).order_by("at", "id")


def _days(values: Values) -> tuple[date, date]:
    """By the school's own clock, which is never a whole day from UTC."""
    first, last = around(values["at"], values["minutes"])
    return first.date() - timedelta(days=1), last.date() + timedelta(days=1)


def _says(rows: Told, _words: Wording) -> str:
    blocked, noticed = (sum(1 for row in rows if row[name] in said) for name, said in _GRAVE)
    return whole(f"{many(len(rows), 'thing')} in this time, {some(blocked)} blocked and {some(noticed)} noticed")


QUESTION: Final = Question(
    key="persons-hour",
    words="What did this person do around a moment?",
    example="10:41 searched; 10:42 blocked at a site about violence; 10:44 back at the spelling game.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(
        Parameter("person", "The person’s pseudonym", "text"),
        Parameter("at", "The moment", "moment"),
        Parameter("minutes", "So many minutes before and after it", "number", default=30, least=1, most=720),
    ),
    counts=(),
    whom="person",
    spans=_days,
)
