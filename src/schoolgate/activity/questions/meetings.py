"""What came of each class, device and person together, and when last: what is seen of the school, and what is not."""

from typing import Final

import ibis

from schoolgate.activity.questions.contract import Parameter, Question, Values
from schoolgate.activity.questions.saying import Told, Wording, many, whole
from schoolgate.activity.questions.tables import Tables, within

_MET: Final = ("source", "groups", "device", "person")


def _ask(tables: Tables, values: Values) -> ibis.Table:
    row = ibis._
    here = within(tables.rows, values).filter(row.at <= values["before"])
    return here.group_by(*_MET).agg(rows=row.count(), last=row.at.max()).order_by(*_MET)


def _says(rows: Told, _words: Wording) -> str:
    devices, people = (len({row[name] for row in rows if row[name]}) for name in ("device", "person"))
    return whole(f"{many(devices, 'device')} and {many(people, 'known person', 'known people')} were seen")


QUESTION: Final = Question(
    key="meetings",
    words="Which classes, devices and people were seen together, and when last?",
    example="By the filter: Wren class, on one tablet, with nobody known; 312 rows, the last at 10:42.",
    over=("rows",),
    ask=_ask,
    says=_says,
    parameters=(Parameter("before", "Until this moment, and at it", "moment"),),
    whom="person",
)
