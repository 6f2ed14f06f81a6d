"""How use and blocks change from one half term to the next."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Parameter, Question, Values
from schoolgate.activity.questions.tables import Tables, hours, total


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row, periods = ibis._, values["periods"]
    number = ibis.cases(
        *(((row.day >= one.first) & (row.day <= one.last), place) for place, one in enumerate(periods, 1)), else_=0
    ).cast("int64")
    name = ibis.cases(*((row.number == place, one.name) for place, one in enumerate(periods, 1)), else_="")
    each = hours(tables, values).mutate(number=number).filter(row.number > 0)
    counted = each.group_by("number", "level").agg(
        rows=total(row.rows),
        blocked=total(ibis.ifelse(row.verdict == "block", row.rows, 0)),
        alarms=total(row.alarms),
        days=row.day.nunique(),
    )
    named = counted.mutate(period=name)
    return named.order_by("number", "level").select("number", "period", "level", "rows", "blocked", "alarms", "days")


QUESTION: Final = Question(
    key="trend",
    words="How does it change from half term to half term?",
    example="Autumn 1 to autumn 2, juniors: blocks fell from 3,102 to 1,940 on as many days.",
    over=("hours",),
    ask=_ask,
    parameters=(Parameter("periods", "The half terms to compare", "periods"), LEAST),
    counts=("rows", "blocked", "alarms"),
)
