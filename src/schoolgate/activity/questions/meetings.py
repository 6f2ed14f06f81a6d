"""What came of each class, device and person together, and when last: what is seen of the school, and what is not."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.tables import Tables, within

_MET: Final = ("source", "groups", "device", "person")


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    here = within(tables.rows, values).filter(row.at <= values["before"])
    return here.group_by(*_MET).agg(rows=row.count(), last=row.at.max()).order_by(*_MET)


QUESTION: Final = Question(
    key="meetings",
    words="Which classes, devices and people were seen together, and when last?",
    example="By the filter: Wren class, on one tablet, with nobody known; 312 rows, the last at 10:42.",
    over=("rows",),
    ask=_ask,
    parameters=(Parameter("before", "Until this moment, and at it", "moment"),),
    whom="person",
)
