"""The only writers of agreements. Each says who acts, and records it; each tells the facts that change by it."""

from schoolgate.agreements.actions.asking import answer, ask, publish, unpublish
from schoolgate.agreements.actions.reminding import ask_to_sign, remind
from schoolgate.agreements.actions.signing import Outcome, opened, sit, tick_paper
from schoolgate.agreements.actions.telling import tell_facts

__all__ = [
    "Outcome",
    "answer",
    "ask",
    "ask_to_sign",
    "opened",
    "publish",
    "remind",
    "sit",
    "tell_facts",
    "tick_paper",
    "unpublish",
]
