"""The writers of the filtering room. Who acts is a required argument of each."""

from schoolgate.filtering.actions.opening import close_at_once, open_site
from schoolgate.filtering.actions.pausing import pause
from schoolgate.filtering.actions.proposing import decline, overtake, propose_change, withdraw
from schoolgate.filtering.actions.publishing import publish
from schoolgate.filtering.actions.signing import agree, may_sign
from schoolgate.filtering.actions.taking_back import agree_closure, take_back

__all__ = [
    "agree",
    "agree_closure",
    "close_at_once",
    "decline",
    "may_sign",
    "open_site",
    "overtake",
    "pause",
    "propose_change",
    "publish",
    "take_back",
    "withdraw",
]
