"""The only writers of facts and findings."""

from schoolgate.evidence.actions.facts import end_fact, put_fact
from schoolgate.evidence.actions.findings import checks_version, judge_day, judge_since, record_findings

__all__ = ["checks_version", "end_fact", "judge_day", "judge_since", "put_fact", "record_findings"]
