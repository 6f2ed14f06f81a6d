"""What a person, a device or a class did between two moments. Both first are pseudonyms: naming is another act."""

from datetime import date, timedelta
from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, some, whole
from schoolgate.activity.questions.tables import Tables

_TOLD: Final = (
    *("id", "at", "kind", "level", "person", "device", "groups", "place", "shared", "host", "site", "path", "terms"),
    *("verdict", "category", "rule", "alarm"),
)


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row, days = ibis._, _days(values)
    whose = [row[column] == values[column] for column in ("person", "device") if values[column]]
    if values["group"]:  # refs with a space between: a whole one, and no part of one
        among = ibis.literal(" ").concat(tables.rows.groups, " ")
        whose.append(among.contains(f" {values['group']} "))
    theirs = whose or [ibis.literal(value=False)]  # of nobody in particular it would be everybody's
    found = tables.rows.filter(
        row.day >= days[0], row.day <= days[1], row.at >= values["begins"], row.at < values["ends"], *theirs
    )
    return found.select(*_TOLD).order_by("at", "id")


def _days(values: Values) -> tuple[date, date]:
    """By the school's own clock, which is never a whole day from UTC."""
    return values["begins"].date() - timedelta(days=1), values["ends"].date() + timedelta(days=1)


def _says(rows: Told, _words: Wording) -> str:
    blocked = sum(1 for row in rows if row["verdict"] == "block")
    return whole(f"{many(len(rows), 'thing')} in this time, {some(blocked)} of them blocked")


QUESTION: Final = Question(
    key="what-was-done",
    words="What did this person, device or class do between two moments?",
    example="A tablet of Wren class: 10:41 a search; 10:42 blocked at a site about violence.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(
        Parameter("begins", "From this moment, and at it", "moment"),
        Parameter("ends", "Until just before this moment", "moment"),
        Parameter("person", "The person’s pseudonym", "text", free=True),
        Parameter("device", "The device’s pseudonym", "text", free=True),
        Parameter("group", "The class", "text", free=True),
    ),
    counts=(),
    whom="person",
    spans=_days,
)
