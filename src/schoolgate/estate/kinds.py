"""What the estate room writes in the permanent record. Refs, dates and choices only."""

from schoolgate.ledger.kinds import kind

TOKEN_MADE = kind(
    "token.made", "made a token for a machine", scopes="what it may do", ends_on="the first day it no longer works"
)
TOKEN_ENDED = kind("token.ended", "ended a machine's token")
