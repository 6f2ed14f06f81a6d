"""Readers of the estate. They return plain frozen values, and write nothing."""

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
    drift,
    planned,
    pushes,
    refused_of,
    way_set,
    ways_set,
)
from schoolgate.estate.queries.tokens import Token, token_by_secret, token_names, tokens
from schoolgate.estate.queries.whole import EstateThen, whole_estate

__all__ = [
    "AccountSeen",
    "DeviceKnown",
    "Drift",
    "Entitled",
    "EstateThen",
    "Token",
    "UsedTwice",
    "WaySet",
    "accounts",
    "accounts_of_nobody",
    "at_address",
    "changes_of",
    "decided_by",
    "device_refs",
    "devices",
    "directories_ask",
    "directories_told",
    "drift",
    "entitled",
    "entitled_by",
    "holders_of_several",
    "known_leases",
    "last_joined",
    "last_on_network",
    "planned",
    "pushes",
    "refused_of",
    "shared_accounts",
    "token_by_secret",
    "token_names",
    "tokens",
    "used_twice_at_once",
    "way_set",
    "ways_set",
    "whole_estate",
]
