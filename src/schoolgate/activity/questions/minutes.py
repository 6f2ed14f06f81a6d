"""When anything was heard: a row for each minute of a source, class, device and person, and nothing of what it was."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, within

_TOLD_APART: Final = ("source", "day", "minute", "person", "device", "groups", "shared")
_TOLD: Final = ("id", "at", "level", "place", "site", "verdict")
_MINUTES: Final = 1_439  # of a day, the last


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row, nothing = ibis._, ibis.literal("")
    here = within(tables.rows, values).filter(
        row.at >= values["begins"],
        row.at <= values["before"],
        row.minute >= values["first"],
        row.minute <= values["last"],
    )
    heard = here.group_by(*_TOLD_APART)
    each = heard.agg(id=row.id.max(), at=row.at.max(), level=row.level.max(), place=row.place.max())
    found = each.mutate(site=nothing, verdict=nothing).select(*_TOLD, *_TOLD_APART)
    return found.order_by(*_TOLD_APART)


def _says(rows: Told, _words: Wording) -> str:
    heard = {(row["day"], row["minute"]) for row in rows}
    return whole(f"something was heard in {many(len(heard), 'minute')}")


QUESTION: Final = Question(
    key="minutes",
    words="In which minutes was each class, device and person heard?",
    example="A tablet of Wren class, by the filter: at 9:02, 9:03 and 9:41.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(
        Parameter("begins", "From this moment, and at it", "moment"),
        Parameter("before", "Until this moment, and at it", "moment"),
        Parameter("first", "From this minute of the school’s day", "number", default=0, most=_MINUTES),
        Parameter("last", "To this minute of it, and in it", "number", default=_MINUTES, most=_MINUTES),
    ),
    counts=(),
    whom="person",
)
