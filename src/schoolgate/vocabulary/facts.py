"""Fact names and the shapes of their values: what a control may ask for.

A control names facts as its arguments and never fetches them. Each fact says in plain words what it is and which
source would give it, so that a promise with no evidence can say "this file would answer it". The short name (after
the dot) is the argument's name, so it is unique.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date as a document gives it: a month alone stands for its last day, and ``precision`` keeps that it was one."""

    date: date
    precision: Literal["day", "month", "term", "year"]
    text: str

    @property
    def words(self) -> str:
        """The day in words, saying so when the document gave less than a day."""
        day = f"{self.date.day} {self.date:%B %Y}"
        return day if self.precision == "day" else f"{day} (only the {self.precision} was given)"


@dataclass(frozen=True, slots=True)
class GivenInterval:
    """How often a document says something happens. ``months`` is None where its words give no number."""

    text: str
    months: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person a document names for a role (a key of ``vocabulary.roles``)."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Appendices:
    cited: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdoptionFact:
    """Who put the policy in force: ``body`` ratified it on ``ratified_on``, and ``by`` entered it."""

    body: str
    ratified_on: date
    by: str


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """The promise a control is asked about, as it was read from the policy."""

    text: str
    heading: tuple[str, ...]
    topics: tuple[str, ...]
    who: tuple[str, ...]
    vague_clock: str = ""  # the words of a time that gives no number, such as "regularly"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A named person's word, given on a day: ``so``, or that it is not. It holds to the end of ``until``.

    ``attached`` counts the files given with it. ``nothing`` is that there was nothing to report.
    """

    by: str
    role: str
    on: date
    until: date
    so: bool = True
    nothing: bool = False
    attached: int = 0


@dataclass(frozen=True, slots=True)
class FactName:
    """``shape`` is the type of its value: a frozen dataclass of plain values, kept as JSON where it is stored."""

    key: str
    words: str
    source: str  # what gives it, in words for the page
    shape: Any = None  # None: it is reckoned from the policy, and never stored

    @property
    def argument(self) -> str:
        return self.key.split(".", 1)[1]


_POLICY: Final = "the policy itself"
_ALL: Final = (
    FactName("policy.review_due", "when the policy says it is next reviewed", _POLICY),
    FactName("policy.approved", "when the policy says it was approved", _POLICY),
    FactName("policy.review_interval", "how often the policy says it is reviewed", _POLICY),
    FactName("policy.post_holders", "the people the policy names, by role", _POLICY),
    FactName("policy.appendices", "the appendices the policy cites and carries", _POLICY),
    FactName("policy.promise", "the promise itself, as it was read", _POLICY),
    FactName("policy.adoption", "who put the policy in force, and when", "the page that puts a policy in force"),
)
FACTS: Final[dict[str, FactName]] = {fact.key: fact for fact in _ALL}
ARGUMENTS: Final[dict[str, FactName]] = {fact.argument: fact for fact in _ALL}

if len(ARGUMENTS) != len(FACTS):
    raise ValueError("two facts share a short name")
