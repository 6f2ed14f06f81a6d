"""Keeping the answers: names become persons with roles, the rest settings and dates. Said twice, it adds nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from schoolgate.home.first.steps import ANSWERED, YES
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.people import actions, directory, queries, terms
from schoolgate.people.access import Visit, today
from schoolgate.people.models import Person
from schoolgate.people.term_files import LARGEST, lines_of
from schoolgate.people.term_lines import Understood, read_lines
from schoolgate.reading.model import DocumentFacts

# The boxes that hold a name, and the role each gives.
ROLES: Final = {"dsl": "dsl", "deputy": "deputy-dsl", "governor": "online-safety-governor"}
_SETTINGS: Final = {
    "support": "it.support",
    "visit_day": "it.visit-day",
    "supplier": "filter.supplier",
    "alerts": "alerts.out-of-hours",
}
_PARTS: Final = (2, 5)  # words in a person's name
_NO_PERSON: Final = re.compile(
    r"\b(?:the|it|ict|ltd|limited|llp|plc|council|county|borough|services?|solutions?|support|systems?|networks?"
    r"|technology|computing|computers?|education|trust|team|company|group|schools?|governors?|chair|head|deputy|lead"
    r"|officer|nobody|none|n/a)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class RefusedError(Exception):
    """What cannot be kept, by box: nothing of the page was."""

    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Kept:
    """``added`` are the names of persons who are new here; ``left`` the lines of term dates we did not understand."""

    added: list[str] = field(default_factory=list)
    left: tuple[tuple[str, str], ...] = ()


def keep(here: Visit, given: Mapping[str, Any], document: DocumentFacts) -> Kept:
    """Keep what was answered; a blank changes nothing. Raises ``RefusedError``, and then nothing was kept."""
    kept, refused = Kept(), RefusedError()
    with transaction.atomic():
        for box, role in ROLES.items():
            _try(refused, box, lambda box=box, role=role: _role(here, given.get(box) or "", role, kept))
        if reads_as_a_name(given.get("support") or ""):
            _try(refused, "support", lambda: _role(here, given["support"], "it-lead", kept))
        _try(refused, "calendar" if given.get("calendar") else "terms", lambda: _terms(here, given, kept))
        said = {key: given[box] for box, key in _SETTINGS.items() if given.get(box)}
        _try(refused, "supplier", lambda: _settings(here, said, document))
        if refused.wrong:
            raise refused
    return kept


def reads_as_a_name(words: str) -> bool:
    """Whether it reads as one person's name, and not as a company, a team or a post."""
    least, most = _PARTS
    return least <= len(words.split()) <= most and not _NO_PERSON.search(words) and not re.search(r"[\d@,;/]", words)


def person_named(here: Visit, name: str) -> Person | None:
    """The adult of that name, however it is capitalised. Raises ``BadInputError`` where several share it."""
    wanted = " ".join(name.split()).casefold()
    found = [one for one in directory.adults(here.school, today(here.school)) if one.name.casefold() == wanted]
    if len(found) > 1:
        raise BadInputError(_("That name"), _("two people here share it."), _("Give the role on the People page."))
    return queries.person(here.school, found[0].ref) if found else None


def with_role(here: Visit, name: str, role: str, kept: Kept | None = None) -> Person:
    """The person of that name, added if there is none, who holds ``role`` from today if they did not."""
    person = person_named(here, name)
    if person is None:
        person = actions.add_person(here.school, name, actor=here.actor)
        if kept is not None:
            kept.added.append(person.name)
    day = today(here.school)
    if person.ref not in {one.ref for one in queries.holders(here.school, role, on=day) if not one.deputy}:
        actions.give_role(person, role, actor=here.actor, valid_from=day)
    return person


def _role(here: Visit, name: str, role: str, kept: Kept) -> None:
    if not name:
        return
    if not reads_as_a_name(name) and person_named(here, name) is None:
        raise BadInputError(_("The name"), _("we need the name of one person."), _("Write it like Joanna Petrie."))
    day = today(here.school)
    before = [one for one in queries.holders(here.school, role, on=day) if not one.deputy]
    person = with_role(here, name, role, kept)
    # The box showed the first of them; writing another name over it puts that person in their place.
    if before and person.ref not in {one.ref for one in before}:
        former = queries.person(here.school, before[0].ref)
        actions.end_role(former, role, actor=here.actor, valid_to=day)


def _settings(here: Visit, said: dict[str, str], document: DocumentFacts) -> None:
    held = queries.settings(here.school, on=today(here.school))
    read = {
        "used.systems": document.systems,
        "used.suppliers": document.suppliers,
        "used.software": document.software,
    }
    from_policy = {key: "\n".join(names) for key, names in read.items() if names and key not in held}
    actions.set_settings(here.school, {**from_policy, **said, ANSWERED: YES}, actor=here.actor)


def _terms(here: Visit, given: Mapping[str, Any], kept: Kept) -> None:
    words, file = given.get("terms") or "", given.get("calendar")
    if isinstance(file, UploadedFile):
        words = lines_of(file.read(LARGEST + 1), file.name or "")
    if not words.strip():
        return
    understood = read_terms(words, today(here.school))
    if not understood.said:
        raise BadInputError(
            _("The dates"),
            _("we found no term in them."),
            _("Write a line like: Autumn term: 2 September to 18 December"),
        )
    known = {(row.kind, row.name, row.first, row.last) for row in queries.calendar_rows(here.school)}
    if not {(one.kind, one.name, one.first, one.last) for one in understood.said} <= known:
        terms.keep(here.school, understood.said, actor=here.actor)
    kept.left = understood.left


def read_terms(words: str, day: date) -> Understood:
    """Dates without a year lie in the academic year of the day; in the summer holidays people give the next."""
    return read_lines(words, year=academic_year_of(day) + (1 if day.month in (7, 8) else 0))


def _try(refused: RefusedError, box: str, do: Any) -> None:
    """Do it in a part of the transaction of its own, so that what is refused leaves nothing and the rest is tried."""
    try:
        with transaction.atomic():
            do()
    except SchoolgateError as error:
        refused.wrong[box] = sentence(error)


def sentence(error: SchoolgateError) -> str:
    """What was refused, as a sentence beside its box: the cause and the next step."""
    return f"{error.cause[:1].upper()}{error.cause[1:]} {error.next_step}"


def kept_lines(here: Visit) -> str:
    """The terms as given so far, line by line as a person would paste them."""
    day = today(here.school)
    year = academic_year_of(day)
    rows = [row for row in queries.calendar_rows(here.school) if academic_year_of(row.last) >= year]
    return "\n".join(f"{row.name}: {_written(row.first)} to {_written(row.last)}" for row in _in_order(rows))


def _in_order(rows: Iterable[queries.CalendarRow]) -> list[queries.CalendarRow]:
    return sorted((row for row in rows if row.kind in ("term", "half-term")), key=lambda row: row.first)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
