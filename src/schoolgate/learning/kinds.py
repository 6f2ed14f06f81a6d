"""What the learning room writes in the permanent record: refs, dates, counts and choices."""

from typing import Final

from schoolgate.ledger.kinds import kind

COURSE_KEPT: Final = kind(
    "learning.course-kept",
    "said what a course is and who needs it",
    kind="what it is for, as a key",
    months="how many months it holds",
    within_days="how soon after starting",
    roles="the roles that need it",
)
COURSE_ENDED: Final = kind("learning.course-ended", "ended a course", on="the day")
ATTENDED: Final = kind(
    "learning.attended",
    "noted who took a course",
    course="ref of the course",
    on="the day",
    until="the last day it holds",
    people="how many",
    person="in an item: ref of the person",
    certificate="in an item: the file's digest",
)
LOADED: Final = kind(
    "learning.list-applied",
    "noted who took which course from a list",
    notes="how many were noted",
    asked="how many names somebody is asked about",
    person="in an item: ref of the person",
    course="in an item: ref of the course",
    on="in an item: the day it was taken",
)
LIST_TAKEN_BACK: Final = kind("learning.list-taken-back", "took back what a list of training noted", notes="how many")
NAME_ANSWERED: Final = kind(
    "learning.name-answered",
    "said whose name stands in a list of training",
    person="ref of the person, if it is somebody here",
)
TAKEN_BACK: Final = kind(
    "learning.taken-back", "took back that somebody took a course", course="ref of the course", on="the day it was said"
)
PROPOSED: Final = kind(
    "learning.programme-proposed",
    "recommended a training programme",
    first="its first day",
    last="its last day",
    courses="how many courses",
    text="the digest of its words",
)
ANSWERED: Final = kind(
    "learning.programme-answered",
    "answered a training programme",
    body="the head or the governors",
    answer="as a key",
    on="the day",
)
