"""The only writers of the estate. Each says who acts, and records what changed."""

from schoolgate.estate.actions.tokens import NewToken, end_token, make_token

__all__ = ["NewToken", "end_token", "make_token"]
