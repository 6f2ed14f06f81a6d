"""Searches that a rule noticed, counted and never quoted: the words lie sealed, and opening them is another act."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, together, whole
from schoolgate.activity.questions.tables import Tables, total, within


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    noticed = within(tables.rows, values).filter(row.terms != "", row.alarm != "")
    each = noticed.group_by("alarm", "severity", "level", "shared")
    counted = each.agg(
        rows=row.count(),
        blocked=total(ibis.ifelse(row.verdict == "block", 1, 0)),
        days=row.day.nunique(),
        first_day=row.day.min(),
        last_day=row.day.max(),
    )
    return counted.order_by(ibis.desc("rows"), "alarm", "severity", "level", "shared")


def _says(rows: Told, words: Wording) -> str:
    first = rows[0]
    most = f"the most by {words.level(first['level'])}, about {words.rules(first['alarm'])} ({first['rows']:,})"
    return whole(f"{many(together(rows, 'rows'), 'search', 'searches')} were noticed, {most}")


QUESTION: Final = Question(
    key="searches-that-alarmed",
    words="Which searches were noticed, by which rule?",
    example="Words about self-harm: 6 searches by juniors on 4 days, 5 of them blocked; 2 on shared tablets.",
    over=("rows",),
    ask=_ask,
    says=_says,
    counts=("rows", "blocked"),
    whom="safeguarding",
)
