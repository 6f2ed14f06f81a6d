"""What a control is: words, subjects, a pure function over named facts and a date, and examples that are its tests."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import ARGUMENTS
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.topics import TOPICS

Judge = Callable[..., Finding | None]
Rhythm = Literal["daily", "weekly", "termly", "yearly"]
ANY_TOPIC: Final = ("*",)


@dataclass(frozen=True, slots=True)
class Example:
    """Facts on a day, and how the control must answer. Run as a test and printed in the control's reference page."""

    words: str
    today: date
    facts: Mapping[str, Any]
    standing: Standing | None  # None: the control has nothing to say of this promise


@dataclass(frozen=True, slots=True)
class Control:
    """Answers "are we keeping it?" for every promise under its topics. It never queries; a missing fact is ``None``."""

    key: str
    title: str
    topics: tuple[str, ...]
    owner: str
    rhythm: Rhythm
    examples: tuple[Example, ...]
    judge: Judge
    arguments: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(ARGUMENTS[argument].key for argument in self.arguments)

    def concerns(self, topics: tuple[str, ...]) -> bool:
        """Whether a promise with these topics, best first, falls under this control.

        Only the best counts: a promise to answer a request in two days is not kept by there being somebody to ask.
        """
        return self.topics == ANY_TOPIC or any(topic in self.topics for topic in topics[:1])

    def answer(self, facts: Mapping[str, Any], today: date) -> Finding | None:
        """The control's finding from facts by full key. Facts it did not name are not shown to it."""
        named = {argument: facts.get(ARGUMENTS[argument].key) for argument in self.arguments}
        return self.judge(**named, today=today)


def control(
    *, title: str, topics: tuple[str, ...], owner: str, rhythm: Rhythm, examples: tuple[Example, ...]
) -> Callable[[Judge], Control]:
    """Make a control of a function whose arguments are fact names and ``today``. Its key is its file's name.

    Raises ``ValueError``, naming the control and the word, for an argument, topic or owner that is not in the
    vocabulary.
    """

    def wrap(judge: Judge) -> Control:
        key = judge.__module__.rpartition(".")[2]
        arguments = tuple(name for name in inspect.signature(judge).parameters if name != "today")
        unknown = [name for name in arguments if name not in ARGUMENTS]
        unknown += [topic for topic in topics if topics != ANY_TOPIC and topic not in TOPICS]
        unknown += [] if owner in ROLES else [owner]
        if unknown:
            raise ValueError(f"control {key}: {', '.join(unknown)} not in the vocabulary; add it there or correct it")
        return Control(key, title, topics, owner, rhythm, examples, judge, arguments)

    return wrap
