"""Wordings that people are asked to sign, their signatures, and questions with the answers that all may read."""

from schoolgate.agreements.models.consents import Consent, ConsentRuling
from schoolgate.agreements.models.gating import AccessRuling, GateSwitch, ruling_ref
from schoolgate.agreements.models.links import SigningLink, SigningReceipt, link_ref, receipt_ref
from schoolgate.agreements.models.looks import AnswerLook
from schoolgate.agreements.models.questions import CommonAnswer, Question, Reply, answer_ref, question_ref
from schoolgate.agreements.models.quizzes import QuizCount, QuizResult, result_ref
from schoolgate.agreements.models.rounds import Round, RoundLetter, RoundPause
from schoolgate.agreements.models.signing import (
    POLICY_READ,
    Reminder,
    Signature,
    Sitting,
    Wording,
    WordingText,
    signature_ref,
    wording_ref,
)
from schoolgate.agreements.models.slips import Slip, SlipRun, SlipScan, SlipSeen

__all__ = [
    "POLICY_READ",
    "AccessRuling",
    "AnswerLook",
    "CommonAnswer",
    "Consent",
    "ConsentRuling",
    "GateSwitch",
    "Question",
    "QuizCount",
    "QuizResult",
    "Reminder",
    "Reply",
    "Round",
    "RoundLetter",
    "RoundPause",
    "Signature",
    "SigningLink",
    "SigningReceipt",
    "Sitting",
    "Slip",
    "SlipRun",
    "SlipScan",
    "SlipSeen",
    "Wording",
    "WordingText",
    "answer_ref",
    "link_ref",
    "question_ref",
    "receipt_ref",
    "result_ref",
    "ruling_ref",
    "signature_ref",
    "wording_ref",
]
