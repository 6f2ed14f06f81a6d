"""The two letters that ask for files: to the office and to IT support, each for what would answer most."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.home.boards import files
from schoolgate.notices import queries as notices
from schoolgate.notices.queries import Told
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.vocabulary.asking import TO_SEND
from schoolgate.vocabulary.sources import Source

ASKED: Final = ("office", "it-lead")
_ADDRESS: Final = {"office": "letters.office", "it-lead": "letters.it-support"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One letter: to whoever holds ``role``, for ``sources``, which would answer ``answers`` promises.

    ``name`` and ``email`` are whom we know of; ``sent`` is the letter that went or is in line, if there is one;
    ``signs_in`` is whether they have ever signed in by that address.
    """

    role: str
    sources: tuple[Source, ...]
    answers: int
    name: str
    email: str
    sent: Told | None
    signs_in: bool = False

    @property
    def keys(self) -> str:
        return " ".join(source.key for source in self.sources)

    @property
    def about(self) -> str:
        """What makes it one letter however often it is asked for."""
        return f"ask {self.role}"

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        return tuple(TO_SEND[source.key] for source in self.sources)


def asks(school: School, promises: Iterable[PromiseStanding]) -> tuple[Ask, ...]:
    """The letters worth writing today, the office's first."""
    wanted = [(source, count) for source, count in files(promises) if source.key in TO_SEND]
    found = (_ask(school, role, [one for one in wanted if one[0].holder == role]) for role in ASKED)
    return tuple(ask for ask in found if ask.sources)


def _ask(school: School, role: str, wanted: list[tuple[Source, int]]) -> Ask:
    day = today(school)
    said = people.settings(school, on=day)
    holder = next(iter(people.holders(school, role, on=day)), None)
    account = people.person(school, holder.ref).account if holder else None
    about = f"ask {role}"
    return Ask(
        role=role,
        sources=tuple(source for source, _count in wanted),
        answers=sum(count for _source, count in wanted),
        name=holder.name if holder else "",
        email=account.email if account else said.get(_ADDRESS[role], ""),
        sent=notices.about(school, about),
        signs_in=account is not None and account.last_login is not None,
    )


def address_key(role: str) -> str:
    """The setting that keeps where letters to the role go."""
    return _ADDRESS[role]
