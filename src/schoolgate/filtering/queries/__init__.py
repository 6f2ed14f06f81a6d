"""Readers of the filtering room. They return plain frozen values, and write nothing."""

from schoolgate.filtering.queries.agreed import (
    InForce,
    closed_sites,
    open_sites,
    pauses,
    proposal_rows,
    proposed_setting,
    setting_in_force,
    version,
    versions,
)
from schoolgate.filtering.queries.over_blocking import OverBlocking, over_blocking
from schoolgate.filtering.queries.rules import closure_of, exception_of, pause_of, plain_scope, rules_now, scope_of

__all__ = [
    "InForce",
    "OverBlocking",
    "closed_sites",
    "closure_of",
    "exception_of",
    "open_sites",
    "over_blocking",
    "pause_of",
    "pauses",
    "plain_scope",
    "proposal_rows",
    "proposed_setting",
    "rules_now",
    "scope_of",
    "setting_in_force",
    "version",
    "versions",
]
