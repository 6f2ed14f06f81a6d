"""How use and blocks change from one half term to the next."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, some, together, whole
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


def _says(rows: Told, words: Wording) -> str:
    last = rows[-1]["number"]
    now, before = ([row for row in rows if row["number"] == number] for number in (last, last - 1))
    going_on = words.today is not None and words.values["periods"][last - 1].last >= words.today
    count, blocked = together(now, "rows"), together(now, "blocked")
    when = f"{rows[-1]['period']}{' so far' if going_on else ''}"
    told = f"{many(count, 'request')}, {some(blocked)} of them blocked"
    return whole(f"{when}: {told}{_change(now, before)}")


def _change(now: Told, before: Told) -> str:
    """How much more or less was asked for on a day with any than in the half term before."""
    if not now or not before:
        return ""
    a_day, then = (sum(row["rows"] for row in some) / max(row["days"] for row in some) for some in (now, before))
    change = round(100 * (a_day - then) / then)
    if not change:
        return ", as much a day as in the half term before"
    return f", {abs(change)}% {'more' if change > 0 else 'less'} a day than in the half term before"


QUESTION: Final = Question(
    key="trend",
    words="How does it change from half term to half term?",
    example="Autumn 1 to autumn 2, juniors: blocks fell from 3,102 to 1,940 on as many days.",
    over=("hours",),
    ask=_ask,
    says=_says,
    parameters=(Parameter("periods", "The half terms to compare", "periods"), LEAST),
    counts=("rows", "blocked", "alarms"),
)
