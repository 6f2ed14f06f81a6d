"""How much each level used, and of what."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, hours, total


def _ask(tables: Tables, values: Values) -> ibis.Table:
    each = hours(tables, values).group_by("level", "category")
    counted = each.agg(rows=total(ibis._.rows), bytes=total(ibis._.bytes))
    return counted.order_by(ibis.desc("rows"), "level", "category")


def _says(rows: Told, words: Wording) -> str:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["level"]] = sums.get(row["level"], 0) + row["rows"]
    most = max(sums, key=lambda level: sums[level])
    first = next(row for row in rows if row["level"] == most)
    mostly = f"the most for {words.category(first['category'])} ({first['rows']:,})"
    return whole(f"{words.level(most)} used the web most: {many(sums[most], 'request')}, {mostly}")


QUESTION: Final = Question(
    key="use-by-level",
    words="How much does each level use, and of what?",
    example="Infants: 41,210 requests to learning sites this half term; staff: 18,002 to search engines.",
    over=("hours",),
    ask=_ask,
    says=_says,
    parameters=(LEAST,),
)
