"""The writers of the filtering room. Who acts is a required argument of each."""

from schoolgate.filtering.actions.alarms import alarm_silence
from schoolgate.filtering.actions.counting_use import count_use
from schoolgate.filtering.actions.drifting import look, settle_drift
from schoolgate.filtering.actions.dry_running import ask_dry_run, replayed, run_dry_run, run_waiting
from schoolgate.filtering.actions.listing import (
    NewList,
    choose_list,
    end_list,
    fetch_soon,
    find_list,
    follow_known,
    give_copy,
    give_list,
)
from schoolgate.filtering.actions.looking import look_at_report
from schoolgate.filtering.actions.opening import close_at_once, open_site
from schoolgate.filtering.actions.pausing import pause
from schoolgate.filtering.actions.proposing import decline, overtake, propose_change, withdraw
from schoolgate.filtering.actions.proving import tell_proof
from schoolgate.filtering.actions.publishing import publish
from schoolgate.filtering.actions.signing import agree, may_sign
from schoolgate.filtering.actions.taking_back import agree_closure, take_back
from schoolgate.filtering.actions.telling import remind_signers, tell_facts
from schoolgate.filtering.actions.telling_measures import tell_measures
from schoolgate.filtering.actions.testing import end_test, find_test, plan_of, plan_test, run_here, take_results
from schoolgate.filtering.actions.troubling import tell_lists
from schoolgate.filtering.actions.updating import BusyError, accept_shorter, update

__all__ = [
    "BusyError",
    "NewList",
    "accept_shorter",
    "agree",
    "agree_closure",
    "alarm_silence",
    "ask_dry_run",
    "choose_list",
    "close_at_once",
    "count_use",
    "decline",
    "end_list",
    "end_test",
    "fetch_soon",
    "find_list",
    "find_test",
    "follow_known",
    "give_copy",
    "give_list",
    "look",
    "look_at_report",
    "may_sign",
    "open_site",
    "overtake",
    "pause",
    "plan_of",
    "plan_test",
    "propose_change",
    "publish",
    "remind_signers",
    "replayed",
    "run_dry_run",
    "run_here",
    "run_waiting",
    "settle_drift",
    "take_back",
    "take_results",
    "tell_facts",
    "tell_lists",
    "tell_measures",
    "tell_proof",
    "update",
    "withdraw",
]
