"""Which classes are seen at all, on how many days and in how many hours, and when each was last heard of."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.tables import Tables, total, within


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    hours = within(tables.groups, values).group_by("group", "day", "hour").agg(rows=total(row.rows))
    each = hours.group_by("group").agg(
        rows=total(row.rows),
        days=row.day.nunique(),
        hours=row.count(),
        first_day=row.day.min(),
        last_day=row.day.max(),
    )
    return each.order_by("last_day", "rows", "group")


QUESTION: Final = Question(
    key="coverage",
    words="Which classes are seen, and which have gone quiet?",
    example="Wren class: nothing since 17 October; the others on every school day.",
    over=("groups",),
    ask=_ask,
)
