"""What was blocked, by category and level, and of how many."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, some, together, whole
from schoolgate.activity.questions.tables import Tables, hours, total


def _ask(tables: Tables, values: Values) -> ibis.Table:
    hour = ibis._
    blocked = ibis.ifelse(hour.verdict == "block", hour.rows, 0)
    each = hours(tables, values).group_by("category", "level")
    counted = each.agg(rows=total(blocked), asked=total(hour.rows)).filter(ibis._.rows > 0)
    return counted.order_by(ibis.desc("rows"), "category", "level")


def _says(rows: Told, words: Wording) -> str:
    first = rows[0]
    where = f"{words.category(first['category'])}, for {words.level(first['level'])}"
    mostly = f"the most were for {where}: {some(first['rows'])} of {some(first['asked'])}"
    return whole(f"{many(together(rows, 'rows'), 'request')} were blocked; {mostly}")


QUESTION: Final = Question(
    key="blocked-by-category",
    words="What is blocked, for whom?",
    example="Games, for juniors: 1,204 of 1,377 requests were blocked.",
    over=("hours",),
    ask=_ask,
    says=_says,
    parameters=(LEAST,),
    counts=("rows", "asked"),
)
