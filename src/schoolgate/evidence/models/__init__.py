"""What is known, what was found of each promise from it, and when."""

from schoolgate.evidence.models.duties import CalendarLink, Job, JobFile, LastAsked, LeaveNote, Remedy
from schoolgate.evidence.models.facts import Fact
from schoolgate.evidence.models.findings import LastJudged, PromiseFinding, Tally

__all__ = [
    "CalendarLink",
    "Fact",
    "Job",
    "JobFile",
    "LastAsked",
    "LastJudged",
    "LeaveNote",
    "PromiseFinding",
    "Remedy",
    "Tally",
]
