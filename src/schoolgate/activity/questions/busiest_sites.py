"""The sites each level used most, of those that enough different people asked for."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, total, within


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    each = (
        within(tables.sites, values)
        .group_by("level", "site", "category")
        .agg(
            rows=total(row.rows),
            blocked=total(ibis.ifelse(row.verdict == "block", row.rows, 0)),
        )
    )
    ranked = each.mutate(
        place=ibis.row_number().over(group_by="level", order_by=(ibis.desc("rows"), "site", "category")) + 1
    )
    kept = ranked.filter(row.place <= values["most"]).select("level", "place", "site", "category", "rows", "blocked")
    return kept.order_by("level", "place")


def _says(rows: Told, words: Wording) -> str:
    first = max(rows, key=lambda row: row["rows"])
    what = f"{words.level(first['level'])}, with {many(first['rows'], 'request')}"
    return whole(f"the site used most was {first['site']}, by {what}")


QUESTION: Final = Question(
    key="busiest-sites",
    words="Which sites are used most?",
    example="Juniors: first a spelling game, 9,310 requests; then the encyclopaedia.",
    over=("sites",),
    ask=_ask,
    says=_says,
    parameters=(Parameter("most", "So many for each level", "number", default=20, least=1, most=1000),),
    counts=("rows", "blocked"),
)
