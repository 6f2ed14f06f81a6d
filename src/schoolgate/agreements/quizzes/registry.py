"""Every quiz there is: the modules of ``agreements.quizzes.catalogue``, and those other packages add."""

from typing import Final

from schoolgate.agreements.quizzes.contract import Quiz
from schoolgate.kernel.registry import Registry

QUIZZES: Final[Registry[Quiz]] = Registry(
    "quiz",
    Quiz,
    folder="schoolgate.agreements.quizzes.catalogue",
    attribute="QUIZ",
    group="schoolgate.agreements.quizzes",
)
