"""What the evidence room writes in the permanent record. Keys, dates and digests only: a value may name a person."""

from typing import Final

from schoolgate.ledger.kinds import changes_only, kind

FACT_PUT: Final = kind(
    "evidence.fact-put",
    "said what is so",
    fact="which fact, by key",
    value="the digest of its value",
    true_from="the first day it is so",
    true_to="the day after the last, if known",
    collected_at="when it was seen",
    source="what it came from, by key or ref",
)
FACT_ENDED: Final = kind(
    "evidence.fact-ended",
    "said that something is known no more",
    fact="which fact, by key",
    true_from="the first day of which it is not known",
    true_to="the day after the last, if there is one",
)
JOB_ASKED: Final = kind(
    "job.asked", "asked for a job to be done", sort="which sort", role="of whom", due="the last day for it"
)
JOB_DONE: Final = kind(
    "job.done",
    "did a job, or answered what was asked",
    so="whether what was asked is so",
    nothing="whether there was nothing to report",
    files="how many files are with it",
    still_asked="how many sentences are not answered yet",
)
SAID_TOGETHER: Final = kind(
    "job.said-together",
    "answered several sentences of a job in one press",
    count="how many",
    promise="ref of the promise",
    answer="what was answered, as a key",
)
JOB_PASSED: Final = kind("job.passed", "passed a job to somebody", to="ref of the person")
JOB_ENDED: Final = kind(
    "job.ended", "ended a job that was not done", why="missed: the next came; or dropped: it is not asked any more"
)
JOB_SETTLED: Final = kind(
    "job.settled", "closed a job, for what it asked for was found done", by="what found it, as a key"
)
JOB_CHANGED: Final = kind(
    "job.changed",
    "changed what a job asks, or by when, as the policy or the terms are now",
    due="the last day for it",
    promises="how many promises it is about",
)
JOB_REMINDED: Final = kind("job.reminded", "reminded somebody of a job", to="ref of the person")
JOB_HALF_TOLD: Final = kind(
    "job.half-time", "told who leads that half of the time for somebody's job has gone", to="ref of the person told"
)
JOB_LATE: Final = kind("job.late", "told the head that a job is late", to="ref of the person told")
PUT_RIGHT: Final = kind(
    "promise.put-right",
    "said what is being done about a promise",
    remedy="its ref",
    who="ref of the person, if it is one here",
    by_when="by which day",
)
REMEDY_DONE: Final = kind("promise.put-right-done", "said that what was being done is done", remedy="its ref")
CALENDAR_MADE: Final = kind("job.calendar-link", "made a new secret address for their jobs in a calendar")
VISIT_NOTE: Final = kind("visit.note", "left a note after a visit", done="how many jobs were done", left="how many not")
RECOMPUTED: Final = kind(
    "evidence.recomputed",
    "reckoned again how promises stood",
    first="the first day",
    last="the last day",
    checks="the version of the checks it was reckoned by",
    digest="of what came out",
)

FACTS: Final = changes_only({"facts"}, FACT_PUT, FACT_ENDED)
JOBS: Final = changes_only(
    {"jobs"},
    JOB_ASKED,
    JOB_DONE,
    JOB_PASSED,
    JOB_ENDED,
    JOB_SETTLED,
    JOB_CHANGED,
    JOB_REMINDED,
    JOB_HALF_TOLD,
    JOB_LATE,
    PUT_RIGHT,
    REMEDY_DONE,
    CALENDAR_MADE,
    VISIT_NOTE,
)
