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
Rhythm = Literal["daily", "weekly", "half-termly", "termly", "yearly", "two-yearly"]
ANY_TOPIC: Final = ("*",)


@dataclass(frozen=True, slots=True)
class Example:
    """Facts on a day, and how the control must answer. Run as a test and printed in the control's reference page."""

    words: str
    today: date
    facts: Mapping[str, Any]
    standing: Standing | None  # None: the control has nothing to say of this promise


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a person by name, once in the control's rhythm, where nothing measures it.

    Doing it gives the fact ``fact`` a ``Confirmed`` value, which holds until the next is due. ``nothing`` is the words
    of the one-press answer that there was nothing to report, or none.
    """

    words: str  # the job's line: "Check the numbers of the agencies we would call"
    role: str
    fact: str
    minutes: int
    nothing: str = ""


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
    ask: Ask | None = None
    fallback: bool = False  # asked only of promises of which no other control has anything to say

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
    *,
    title: str,
    topics: tuple[str, ...],
    owner: str,
    rhythm: Rhythm,
    examples: tuple[Example, ...],
    ask: Ask | None = None,
    fallback: bool = False,
) -> Callable[[Judge], Control]:
    """Make a control of a function whose arguments are fact names and ``today``. Its key is its file's name.

    Raises ``ValueError``, naming the control and the word, for an argument, topic, owner or asked-for fact that is not
    in the vocabulary.
    """

    def wrap(judge: Judge) -> Control:
        key = judge.__module__.rpartition(".")[2]
        arguments = tuple(name for name in inspect.signature(judge).parameters if name != "today")
        unknown = [name for name in arguments if name not in ARGUMENTS]
        unknown += [topic for topic in topics if topics != ANY_TOPIC and topic not in TOPICS]
        unknown += [role for role in (owner, *([ask.role] if ask else [])) if role not in ROLES]
        unknown += (
            [ask.fact]
            if ask and ask.fact not in {ARGUMENTS[name].key for name in arguments if name in ARGUMENTS}
            else []
        )
        if unknown:
            raise ValueError(f"control {key}: {', '.join(unknown)} not in the vocabulary; add it there or correct it")
        return Control(key, title, topics, owner, rhythm, examples, judge, arguments, ask, fallback)

    return wrap
