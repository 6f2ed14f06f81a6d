"""Readers of the estate. They return plain frozen values, and write nothing."""

from schoolgate.estate.queries.tokens import Token, token_by_secret, token_names, tokens

__all__ = ["Token", "token_by_secret", "token_names", "tokens"]
