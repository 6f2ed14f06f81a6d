"""What a quiz is: its questions, each with the topic it serves, how many are asked, when it is passed, and how long.

Plain values: a quiz is one file of ``agreements.quizzes.catalogue`` and needs no table and no migration.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from schoolgate.gates.access.things import THINGS
from schoolgate.vocabulary.roles import POSTS
from schoolgate.vocabulary.topics import TOPICS
from schoolgate.vocabulary.years import AGE_BANDS

# Pictures that a quiz may show: each a drawing of our own in templates/agreements/quizzes/_pictures.html.
PICTURES: Final = frozenset({"ask", "choose", "hide", "kind", "listen", "more", "name", "secret", "stop", "tell"})
LEAST: Final = 5
MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with a picture (a key of PICTURES) for those who do not read yet."""

    words: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """``because`` says kindly why ``right`` is right; ``topic`` is the topic whose promises the question serves."""

    key: str
    words: str
    right: Option
    wrong: tuple[Option, ...]
    because: str
    topic: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """``asks`` of ``questions`` are asked at a try, and ``pass_mark`` right ones pass; it holds for ``holds_days``.

    ``roles`` take it signed in; a quiz for a ``whole_class`` is taken together with the teacher, and one that is taken
    ``alone`` by a child to whom the teacher hands the device: neither opens anything. ``bands`` are the ages it suits.
    ``things`` are what the access gate keeps closed without it. Raises ``ValueError`` for a quiz that nobody could
    take: too few or too many questions, no wrong answer, a picture, a topic, a role, an age or a thing there is not.
    """

    key: str
    title: str
    because: str
    questions: tuple[Question, ...]
    asks: int
    pass_mark: int
    holds_days: int
    roles: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    whole_class: bool = False
    alone: bool = False  # may be handed over to one child after another, on a device of the class
    bands: tuple[str, ...] = ()  # keys of AGE_BANDS; none: all
    wait: timedelta = timedelta(minutes=10)  # after a try that was not yet enough, to read it again

    def __post_init__(self) -> None:
        if not (LEAST <= self.asks <= min(MOST, len(self.questions)) and 0 < self.pass_mark <= self.asks):
            raise ValueError(f"quiz {self.key}: ask {LEAST} to {MOST}, and pass with no more than that")
        if (self.whole_class or self.alone) and self.things:
            raise ValueError(f"quiz {self.key}: what is taken without a sign-in opens nothing")
        options = [option for one in self.questions for option in (one.right, *one.wrong)]
        pictures = ({one.picture for one in self.questions} | {one.picture for one in options}) - {""}
        unknown = [one for one in pictures if one not in PICTURES]
        unknown += [one.topic for one in self.questions if one.topic not in TOPICS]
        unknown += [role for role in self.roles if role not in POSTS]
        unknown += [band for band in self.bands if band not in AGE_BANDS]
        unknown += [thing for thing in self.things if thing not in THINGS]
        if unknown:
            raise ValueError(f"quiz {self.key}: there is no {', '.join(sorted(unknown))}; correct it")
        if len({one.key for one in self.questions}) < len(self.questions) or not all(
            one.wrong for one in self.questions
        ):
            raise ValueError(f"quiz {self.key}: each question has its own key and a wrong answer beside the right one")
