"""Readers of the filtering room. They return plain frozen values, and write nothing."""

from schoolgate.filtering.queries.agreed import (
    InForce,
    closed_sites,
    is_signed,
    open_sites,
    pauses,
    proposal_rows,
    proposed_setting,
    setting_in_force,
    version,
    versions,
)
from schoolgate.filtering.queries.lists import (
    FetchKnown,
    FileKnown,
    ListKnown,
    Slot,
    chosen_list,
    chosen_lists,
    fetches,
    file_of_lists,
    slots,
)
from schoolgate.filtering.queries.over_blocking import OverBlocking, over_blocking
from schoolgate.filtering.queries.proof import Found, Proof, found_by, places_there_are, proofs, runs_of, worst
from schoolgate.filtering.queries.rules import closure_of, exception_of, pause_of, plain_scope, rules_now, scope_of
from schoolgate.filtering.queries.things import Things, things

__all__ = [
    "FetchKnown",
    "FileKnown",
    "Found",
    "InForce",
    "ListKnown",
    "OverBlocking",
    "Proof",
    "Slot",
    "Things",
    "chosen_list",
    "chosen_lists",
    "closed_sites",
    "closure_of",
    "exception_of",
    "fetches",
    "file_of_lists",
    "found_by",
    "is_signed",
    "open_sites",
    "over_blocking",
    "pause_of",
    "pauses",
    "places_there_are",
    "plain_scope",
    "proofs",
    "proposal_rows",
    "proposed_setting",
    "rules_now",
    "runs_of",
    "scope_of",
    "setting_in_force",
    "slots",
    "things",
    "version",
    "versions",
    "worst",
]
