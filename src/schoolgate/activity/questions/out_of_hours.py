"""Use while the school is closed: early, late, at the weekend and in the holidays."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Parameter, Question, Values
from schoolgate.activity.questions.saying import WHEN, Told, Wording, many, together, whole
from schoolgate.activity.questions.tables import Tables, among, hours, total

_SATURDAY: Final = 5  # counted from Monday, which is 0


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    when = ibis.cases(
        (row.day.day_of_week.index() >= _SATURDAY, "weekend"),
        (among(row.day, values["closed"]), "closed"),
        (row.hour < values["opens"], "early"),
        (row.hour >= values["closes"], "late"),
        else_="open",
    )
    each = hours(tables, values).mutate(when=when).filter(row.when != "open")
    counted = each.group_by("level", "when", "hour").agg(
        rows=total(row.rows), alarms=total(row.alarms), days=row.day.nunique()
    )
    return counted.order_by("level", "when", "hour")


def _says(rows: Told, words: Wording) -> str:
    first = max(rows, key=lambda row: row["rows"])
    when = f"{WHEN[first['when']]}, between {first['hour']}:00 and {first['hour'] + 1}:00"
    most = f"the most by {words.level(first['level'])}, {when} ({first['rows']:,})"
    return whole(f"{many(together(rows, 'rows'), 'request')} came while the school was closed, {most}")


QUESTION: Final = Question(
    key="out-of-hours",
    words="What is used while the school is closed?",
    example="Juniors, late: 312 requests between 20:00 and 21:00 on 9 days.",
    over=("hours",),
    ask=_ask,
    says=_says,
    parameters=(
        Parameter("opens", "The school opens at this hour", "number", default=7, most=23),
        Parameter("closes", "It closes at this hour", "number", default=18, least=1, most=24),
        Parameter("closed", "Further days on which it is closed", "days", default=()),
        LEAST,
    ),
    counts=("rows", "alarms"),
)
