"""The only writers of the estate. Each says who acts, and records what changed."""

from schoolgate.estate.actions.account_lists import AccountListed, Still, Told, load_accounts, take_back_accounts
from schoolgate.estate.actions.accounts import add_account, end_account, hold_account, let_go_account, say_kind
from schoolgate.estate.actions.bindings import Bound, LeaseSaid, SignInSaid, bind, lease_said, take_back
from schoolgate.estate.actions.device_lists import DeviceSaid, load_devices, take_back_devices
from schoolgate.estate.actions.devices import add_device, change_device, end_device, give_mac, hold_device, let_go
from schoolgate.estate.actions.entitlements import end_entitlement, entitle
from schoolgate.estate.actions.entitling_many import Decided, entitle_many
from schoolgate.estate.actions.looking import REASONS, note_look
from schoolgate.estate.actions.places import add_network, add_place, end_network, end_place, end_range, set_ranges
from schoolgate.estate.actions.provisioning import (
    AccountSaid,
    GroupSaid,
    TakenError,
    change_account,
    forget_account,
    forget_group,
    tell_account,
    tell_group,
)
from schoolgate.estate.actions.push_ways import SECRET, let_act, note_differences, set_way
from schoolgate.estate.actions.pushing import Pushed, push, undo_push
from schoolgate.estate.actions.tokens import NewToken, end_token, make_token

__all__ = [
    "REASONS",
    "SECRET",
    "AccountListed",
    "AccountSaid",
    "Bound",
    "Decided",
    "DeviceSaid",
    "GroupSaid",
    "LeaseSaid",
    "NewToken",
    "Pushed",
    "SignInSaid",
    "Still",
    "TakenError",
    "Told",
    "add_account",
    "add_device",
    "add_network",
    "add_place",
    "bind",
    "change_account",
    "change_device",
    "end_account",
    "end_device",
    "end_entitlement",
    "end_network",
    "end_place",
    "end_range",
    "end_token",
    "entitle",
    "entitle_many",
    "forget_account",
    "forget_group",
    "give_mac",
    "hold_account",
    "hold_device",
    "lease_said",
    "let_act",
    "let_go",
    "let_go_account",
    "load_accounts",
    "load_devices",
    "make_token",
    "note_differences",
    "note_look",
    "push",
    "say_kind",
    "set_ranges",
    "set_way",
    "take_back",
    "take_back_accounts",
    "take_back_devices",
    "tell_account",
    "tell_group",
    "undo_push",
]
