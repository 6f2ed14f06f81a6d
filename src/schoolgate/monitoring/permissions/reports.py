"""What there is to look at, and who may be given permission to. A permission is for one report and one role."""

from dataclasses import dataclass
from typing import Final

# Permission to look can be given to these, and to nobody else: not to IT support, whoever looks after Schoolgate,
# teachers, the office or governors, whatever is agreed. A teacher is asked about a lesson; governors have figures.
MAY_BE_GIVEN: Final = ("head", "slt", "dsl", "deputy-dsl", "safeguarding-team", "online-safety-lead")
# A permission lasts at most this many days: it is gone over with the policy.
LONGEST: Final = 366


@dataclass(frozen=True, slots=True)
class Report:
    """``words`` as on a page; ``shows`` what is seen on it; ``adult`` whether it is about somebody who works here."""

    key: str
    words: str
    shows: str
    adult: bool = False
    roles: tuple[str, ...] = MAY_BE_GIVEN


_ALL: Final = (
    Report(
        "alerts",
        "Alerts, and the minutes around one",
        "What alarmed, and what the same device or person did in the minutes before and after.",
    ),
    Report("pupil", "What one pupil did on the web", "Up to a day of one child’s activity at a time, by name."),
    Report(
        "adult",
        "What one adult did on the web",
        "Up to a day of one adult’s activity at a time, by name. Each look needs a second person as well.",
        adult=True,
        roles=("head", "slt", "dsl"),
    ),
)
REPORTS: Final[dict[str, Report]] = {report.key: report for report in _ALL}

# Why somebody looks, by key: what a data protection officer counts without reading a case. Words come with it.
REASONS: Final[dict[str, str]] = {
    "alert": "An alert",
    "worry": "A worry about a child",
    "told": "Something a child, a parent or a colleague told us",
    "allegation": "Something that is said of an adult",
    "asked": "The police or the local authority asked",
    "fault": "Whether the web filter did what it should",
}
