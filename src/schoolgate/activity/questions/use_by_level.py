"""How much each level used, and of what."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import LEAST, Question, Values
from schoolgate.activity.questions.tables import Tables, hours, total


def _ask(tables: Tables, values: Values) -> ibis.Table:
    each = hours(tables, values).group_by("level", "category")
    counted = each.agg(rows=total(ibis._.rows), bytes=total(ibis._.bytes))
    return counted.order_by(ibis.desc("rows"), "level", "category")


QUESTION: Final = Question(
    key="use-by-level",
    words="How much does each level use, and of what?",
    example="Infants: 41,210 requests to learning sites this half term; staff: 18,002 to search engines.",
    over=("hours",),
    ask=_ask,
    parameters=(LEAST,),
)
