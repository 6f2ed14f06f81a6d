"""Readers of agreements: plain frozen values, never a row."""

from schoolgate.agreements.queries.asking_families import Family, family_of
from schoolgate.agreements.queries.blankets import Blanket, blankets
from schoolgate.agreements.queries.chasing import Missing, Tally, asked_kinds, class_members, missing, tallies
from schoolgate.agreements.queries.consents import Answered, Answers, answered, given, photo_answer, photo_answers
from schoolgate.agreements.queries.gating import (
    ADULTS,
    GateThen,
    RulingKnown,
    Switched,
    gate_of,
    gate_then,
    rulings_of,
    switches,
)
from schoolgate.agreements.queries.holding import Held, held, in_use, wanted
from schoolgate.agreements.queries.looks import LookKnown, looks_at
from schoolgate.agreements.queries.morning import Morning, families_are_asked, morning
from schoolgate.agreements.queries.own import Own, own
from schoolgate.agreements.queries.promised import promised, promised_of_topics
from schoolgate.agreements.queries.quizzing import ClassState, QuizState, of_classes, own_quizzes, passed_by
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
from schoolgate.agreements.queries.staff import Unsigned, own_kinds, unsigned
from schoolgate.agreements.queries.taken_back import TakenBack, taken_back
from schoolgate.agreements.queries.wordings import Text, Words, versions, words_in_force

__all__ = [
    "ADULTS",
    "TIME_TO_READ",
    "Answered",
    "Answers",
    "Blanket",
    "ChasedFamily",
    "ClassState",
    "Common",
    "Family",
    "GateThen",
    "Held",
    "LookKnown",
    "Missing",
    "Morning",
    "Own",
    "QuizState",
    "RoundNow",
    "RulingKnown",
    "Signer",
    "Switched",
    "TakenBack",
    "Tally",
    "Text",
    "Thread",
    "ToRule",
    "Turn",
    "Unsigned",
    "Words",
    "answered",
    "answered_for",
    "asked_for",
    "asked_kinds",
    "blankets",
    "class_members",
    "common_answers",
    "families_are_asked",
    "family_of",
    "gate_of",
    "gate_then",
    "given",
    "held",
    "in_use",
    "looks_at",
    "missing",
    "morning",
    "of_classes",
    "opened",
    "own",
    "own_kinds",
    "own_quizzes",
    "passed_by",
    "photo_answer",
    "photo_answers",
    "promised",
    "promised_of_topics",
    "round_now",
    "rulings_of",
    "signed",
    "signers",
    "switches",
    "taken_back",
    "tallies",
    "threads",
    "to_rule",
    "unsigned",
    "versions",
    "wanted",
    "wording",
    "words_in_force",
]
