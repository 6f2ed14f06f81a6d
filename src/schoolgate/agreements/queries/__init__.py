"""Readers of agreements: plain frozen values, never a row."""

from schoolgate.agreements.queries.asking_families import Family, family_of
from schoolgate.agreements.queries.blankets import Blanket, blankets
from schoolgate.agreements.queries.chasing import Missing, Tally, asked_kinds, class_members, missing, tallies
from schoolgate.agreements.queries.consents import Answered, answered, given, photo_answer, photo_answers
from schoolgate.agreements.queries.gating import (
    ADULTS,
    GateThen,
    RulingKnown,
    Switched,
    gate_then,
    rulings_of,
    switches,
)
from schoolgate.agreements.queries.holding import Held, held, in_use, wanted
from schoolgate.agreements.queries.reading import (
    TIME_TO_READ,
    Common,
    Signer,
    Thread,
    Turn,
    asked_for,
    common_answers,
    signed,
    signers,
    threads,
    wording,
)
from schoolgate.agreements.queries.rounds import ChasedFamily, RoundNow, answered_for, opened, round_now
from schoolgate.agreements.queries.ruling import ToRule, to_rule
from schoolgate.agreements.queries.wordings import Text, Words, versions, words_in_force

__all__ = [
    "ADULTS",
    "TIME_TO_READ",
    "Answered",
    "Blanket",
    "ChasedFamily",
    "Common",
    "Family",
    "GateThen",
    "Held",
    "Missing",
    "RoundNow",
    "RulingKnown",
    "Signer",
    "Switched",
    "Tally",
    "Text",
    "Thread",
    "ToRule",
    "Turn",
    "Words",
    "answered",
    "answered_for",
    "asked_for",
    "asked_kinds",
    "blankets",
    "class_members",
    "common_answers",
    "family_of",
    "gate_then",
    "given",
    "held",
    "in_use",
    "missing",
    "opened",
    "photo_answer",
    "photo_answers",
    "round_now",
    "rulings_of",
    "signed",
    "signers",
    "switches",
    "tallies",
    "threads",
    "to_rule",
    "versions",
    "wanted",
    "wording",
    "words_in_force",
]
