"""Readers of the estate. They return plain frozen values, and write nothing."""

from schoolgate.estate.queries.addresses import at_address
from schoolgate.estate.queries.entitlements import Entitled, entitled
from schoolgate.estate.queries.tokens import Token, token_by_secret, token_names, tokens

__all__ = ["Entitled", "Token", "at_address", "entitled", "token_by_secret", "token_names", "tokens"]
