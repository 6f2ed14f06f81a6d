"""The only writers of facts, findings, jobs and what is being put right."""

from schoolgate.evidence.actions.duties import begin_job, do_job, pass_on, raise_job
from schoolgate.evidence.actions.facts import end_fact, put_fact
from schoolgate.evidence.actions.findings import judge_day, judge_since, record_findings
from schoolgate.evidence.actions.owning import AskedOf, ask_person, settle_jobs
from schoolgate.evidence.actions.planning import plan_jobs
from schoolgate.evidence.actions.recomputing import Recomputed, recompute
from schoolgate.evidence.actions.remedies import put_right, remedy_done
from schoolgate.evidence.actions.reminding import remind
from schoolgate.evidence.actions.telling import tell_changed
from schoolgate.evidence.actions.visiting import leave_note, make_calendar_link

__all__ = [
    "AskedOf",
    "Recomputed",
    "ask_person",
    "begin_job",
    "do_job",
    "end_fact",
    "judge_day",
    "judge_since",
    "leave_note",
    "make_calendar_link",
    "pass_on",
    "plan_jobs",
    "put_fact",
    "put_right",
    "raise_job",
    "recompute",
    "record_findings",
    "remedy_done",
    "remind",
    "settle_jobs",
    "tell_changed",
]
