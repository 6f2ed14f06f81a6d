"""What a question of the log is: its words, what it needs to be told, and an expression that every engine can run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    import ibis

    from schoolgate.activity.questions.saying import Told, Wording
    from schoolgate.activity.questions.tables import Tables

type Kind = Literal["day", "moment", "number", "text", "texts", "days", "periods"]
type Values = Mapping[str, Any]
# Who may be shown the answer. Machinery: counts of requests that point to no child. Safeguarding: counts of what rules
# noticed. Person: what one person did, only by way of a permission to look.
type Whom = Literal["machinery", "safeguarding", "person"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with a name, such as a half term. Both days are counted."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question is told. ``default`` None: it has to be said, unless ``free``.

    A day is a ``date``; a moment a ``datetime`` with its zone; texts, days and periods are tuples.
    """

    key: str
    words: str
    kind: Kind
    default: Any = None
    free: bool = False
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Question:
    """``over`` names the kinds of part it reads (``rows.KINDS``). ``ask`` builds the answer from unbound tables, in one
    order to the last row, with whole numbers only, so that engines cannot differ.

    ``says`` gives the answer as a sentence, from rows that may be told (``saying``): at least one of them.
    ``counts`` are the columns in which a small number points to a person. ``example`` says in a sentence what an answer
    looks like. ``spans``, for a question of a moment, says which days it reads.
    """

    key: str
    words: str
    example: str
    over: tuple[str, ...]
    ask: "Callable[[Tables, Values], ibis.Table]"
    says: "Callable[[Told, Wording], str]"
    parameters: tuple[Parameter, ...] = ()
    counts: tuple[str, ...] = ("rows",)
    whom: Whom = "machinery"
    spans: Callable[[Values], tuple[date | None, date | None]] | None = None

    @property
    def everything(self) -> tuple[Parameter, ...]:
        """All it may be told: its own parameters, and the days, where it does not find those by itself."""
        return self.parameters if self.spans else (*DAYS, *self.parameters)

    def days(self, values: Values) -> tuple[date | None, date | None]:
        """The first and last day it reads, both counted; None where there is no bound."""
        return self.spans(values) if self.spans else (values["since"], values["until"])


DAYS: Final = (
    Parameter("since", "From this day", "day", free=True),
    Parameter("until", "To this day, and on it", "day", free=True),
)


LEAST: Final = Parameter(
    "least", "Leave out whatever was asked for fewer times on a day, before anything is added up", "number", default=0
)


def around(moment: datetime, minutes: int) -> tuple[datetime, datetime]:
    """From so many minutes before a moment to as many after it, both counted."""
    wide = timedelta(minutes=minutes)
    return moment - wide, moment + wide
