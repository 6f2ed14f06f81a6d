"""All questions, by key. Pages may name this module: the questions and Ibis itself load when one is first asked for."""

from typing import Final

from schoolgate.activity.questions.contract import Question
from schoolgate.kernel.registry import Registry

QUESTIONS: Final = Registry(
    "question",
    Question,
    folder="schoolgate.activity.questions",
    attribute="QUESTION",
    besides=("contract", "registry", "saying", "tables", "telling"),
    group="schoolgate.questions",
)
