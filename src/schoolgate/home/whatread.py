"""What we read in a document about itself: each fact with its words, and what is missing said plainly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.home.boards import in_words, written
from schoolgate.reading.model import DocumentFacts, ReadDate, Reading
from schoolgate.vocabulary.roles import ROLES

# The people whom an online safety policy ought to name; their absence is worth a line, other roles' is not.
_EXPECTED: Final = ("dsl", "online-safety-lead", "online-safety-governor", "it-lead")

# Words in the names of many schools, which tell no two apart.
_SHARED: Final = re.compile(
    r"the|of|and|at|schools?|infants?|juniors?|primary|first|nursery|community|academy|trust|church|england|voluntary"
    r"|aided|controlled|catholic|roman|saint|st|ce|rc|."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, its value, and a note on where it comes from or what follows."""

    name: str
    value: str
    note: str = ""


def rows(reading: Reading, today: date, school: str) -> tuple[Row, ...]:
    """The document's own facts, in the order a person asks after them; ``school`` is the name of whoever asks."""
    document = reading.document
    return (*_whose(document, school), *_dates(document, today), *_people(reading), *_things(document))


def _whose(document: DocumentFacts, school: str) -> Iterator[Row]:
    """A line only where the document names another school. Two ways to write one name share a word that matters."""
    named, ours = _name_words(document.school), _name_words(school)
    if named and ours and not named & ours:
        yield Row(_("School"), document.school, _("That is not this school’s name. Check that it is the right policy."))


def _name_words(school: str) -> set[str]:
    """The words of a school's name that tell it from others."""
    words = re.findall(r"\w+", re.sub("['’]", "", school.casefold()))
    return {word for word in words if not _SHARED.fullmatch(word)}


def _dates(document: DocumentFacts, today: date) -> Iterator[Row]:
    approved, due, interval = document.approved, document.review_due, document.review_interval
    yield Row(_("Approved"), approved.text, _given(approved)) if approved else Row(_("Approved"), _("It does not say"))
    if due:
        note = _("Still in force until governors replace it.") if due.date < today else ""
        yield Row(_("Review due"), written(due.date), " ".join(part for part in (_given(due), note) if part))
    else:
        yield Row(_("Review due"), _("It does not say"))
    if interval:
        yield Row(_("Reviewed"), interval.text, "" if interval.n else _("No number is given."))


def _given(given: ReadDate) -> str:
    if given.precision == "day":
        return ""
    return _("Only the %(part)s was given; we count its last day.") % {"part": given.precision}


def _people(reading: Reading) -> Iterator[Row]:
    named: dict[str, list[str]] = {}
    for holder in reading.document.post_holders:
        named.setdefault(holder.role, []).append(holder.name)
    company = reading.document.it_support
    if company and company not in named.setdefault("it-lead", []):
        named["it-lead"].append(company)
    for role, names in ((role, names) for role, names in named.items() if names):
        yield Row(ROLES.get(role, role), ", ".join(names))
    for role in _EXPECTED:
        times = sum(role in clause.who for clause in reading.clauses if clause.promises)
        if role not in named and times:
            note = ngettext(
                "The policy gives them %(n)s promise to keep, and never says who it is.",
                "The policy gives them %(n)s promises to keep, and never says who it is.",
                times,
            )
            yield Row(ROLES[role], _("Not named"), note % {"n": in_words(times)})


def _things(document: DocumentFacts) -> Iterator[Row]:
    lists = (
        (_("Suppliers"), document.suppliers),
        (_("Systems"), document.systems),
        (_("Software"), document.software),
        (_("Other documents it names"), document.references),
        (_("Outside bodies it names"), document.bodies),
    )
    yield from (Row(name, ", ".join(found)) for name, found in lists if found)
    present = {name.casefold() for name in document.appendices_present}
    missing = [name for name in document.appendices_cited if name.casefold() not in present]
    if missing:
        yield Row(_("Appendices that are not there"), ", ".join(missing), _("The policy points to them."))
