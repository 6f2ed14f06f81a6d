"""Which classes are seen at all, on how many days and in how many hours, and when each was last heard of."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.saying import Told, Wording, day, many, whole
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


def _says(rows: Told, words: Wording) -> str:
    newest = max(row["last_day"] for row in rows)
    quiet = [row for row in rows if row["last_day"] < newest]
    if not quiet:
        seen = f"all {len(rows)} classes were seen" if len(rows) > 1 else f"{words.group(rows[0]['group'])} was seen"
        return whole(f"{seen} on {day(newest)}, the last day of which there is anything")
    first = quiet[0]
    gone = f"{words.group(first['group'])} has gone quiet: nothing since {day(first['last_day'])}"
    others = f", nor of {many(len(quiet) - 1, 'other class', 'other classes')} of late" if len(quiet) > 1 else ""
    return whole(f"{gone}{others}; {len(rows) - len(quiet)} of {len(rows)} classes went on until {day(newest)}")


QUESTION: Final = Question(
    key="coverage",
    words="Which classes are seen, and which have gone quiet?",
    example="Wren class: nothing since 17 October; the others on every school day.",
    over=("groups",),
    ask=_ask,
    says=_says,
)
