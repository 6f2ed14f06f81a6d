"""What a rule is, and where all of them are found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.kernel.registry import Registry
from schoolgate.reading.lint.paper import Paper
from schoolgate.reading.model import Lint


@dataclass(frozen=True, slots=True)
class Example:
    """A policy and what the rule finds in it: one phrase of each message, in order; none where it must keep quiet."""

    words: str
    paper: Paper
    finds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """``words`` say in one sentence what it looks for; they are printed in its documentation."""

    key: str
    words: str
    find: Callable[[Paper], Iterable[Lint]]
    examples: tuple[Example, ...]


RULES: Final = Registry("lint rule", Rule, folder="schoolgate.reading.lint.rules", attribute="RULE")
