"""Readers of the estate. They return plain frozen values, and write nothing."""

from schoolgate.estate.queries.addresses import at_address, known_leases
from schoolgate.estate.queries.devices import DeviceKnown, devices
from schoolgate.estate.queries.entitlements import Entitled, entitled
from schoolgate.estate.queries.tokens import Token, token_by_secret, token_names, tokens

__all__ = [
    "DeviceKnown",
    "Entitled",
    "Token",
    "at_address",
    "devices",
    "entitled",
    "known_leases",
    "token_by_secret",
    "token_names",
    "tokens",
]
