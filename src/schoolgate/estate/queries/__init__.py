"""Readers of the estate. They return plain frozen values, and write nothing."""

from schoolgate.estate.queries.account_lists import (
    AccountKnown,
    Owners,
    addresses_of,
    every_account,
    owners,
    person_known_by,
)
from schoolgate.estate.queries.accounts import (
    AccountSeen,
    UsedTwice,
    accounts,
    accounts_of_nobody,
    holders_of_several,
    shared_accounts,
    used_twice_at_once,
)
from schoolgate.estate.queries.addresses import at_address, known_leases
from schoolgate.estate.queries.devices import DeviceKnown, device_refs, devices
from schoolgate.estate.queries.entitlements import Entitled, entitled, entitled_by
from schoolgate.estate.queries.leaving import directories_ask, directories_told
from schoolgate.estate.queries.presence import last_joined, last_on_network
from schoolgate.estate.queries.pushing import (
    Drift,
    WaySet,
    changes_of,
    decided_by,
    directories_differ,
    drift,
    planned,
    pushes,
    refused_of,
    way_set,
    ways_set,
)
from schoolgate.estate.queries.suggestions import Described, Suggestion, described, is_nobodys, suggestions
from schoolgate.estate.queries.tokens import Token, token_by_secret, token_names, tokens
from schoolgate.estate.queries.whole import EstateThen, whole_estate
from schoolgate.estate.queries.working import accounts_of_leavers, with_working_account

__all__ = [
    "AccountKnown",
    "AccountSeen",
    "Described",
    "DeviceKnown",
    "Drift",
    "Entitled",
    "EstateThen",
    "Owners",
    "Suggestion",
    "Token",
    "UsedTwice",
    "WaySet",
    "accounts",
    "accounts_of_leavers",
    "accounts_of_nobody",
    "addresses_of",
    "at_address",
    "changes_of",
    "decided_by",
    "described",
    "device_refs",
    "devices",
    "directories_ask",
    "directories_differ",
    "directories_told",
    "drift",
    "entitled",
    "entitled_by",
    "every_account",
    "holders_of_several",
    "is_nobodys",
    "known_leases",
    "last_joined",
    "last_on_network",
    "owners",
    "person_known_by",
    "planned",
    "pushes",
    "refused_of",
    "shared_accounts",
    "suggestions",
    "token_by_secret",
    "token_names",
    "tokens",
    "used_twice_at_once",
    "way_set",
    "ways_set",
    "whole_estate",
    "with_working_account",
]
