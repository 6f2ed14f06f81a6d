"""Answers about pictures as an office system exports them: one row a child, a column for each place, any headings.

A cell is yes, no, or nothing. "Not given", "pending" and the like are nothing: nobody answered. A date is a yes of that
day. A column that does not say where (“Photo consent”) is read apart: one yes is never one for every place.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from schoolgate.feeds.contract import Column, Example, Feed, Files, Item, Layout, Reject, Row
from schoolgate.feeds.days import read_day
from schoolgate.feeds.mapping import by_name
from schoolgate.feeds.tables import read_table
from schoolgate.feeds.tabular import known_headings, table_feed
from schoolgate.feeds.unfit import UnfitError
from schoolgate.kernel.errors import BadInputError

ANYWHERE: Final = "anywhere"
PLACES: Final = (
    Column("website", "Website", called=("School website", "Photo on website", "Website photographs", "Web site",
           "Photographs on the website", "Internet", "Web")),
    Column("social-media", "Social media", called=("Photo on social media", "Facebook", "Twitter", "X", "Instagram",
           "Social networking", "Social media photographs")),
    Column("local-press", "Local press", called=("Press", "Newspaper", "Newspapers", "Media", "Local newspaper",
           "Press photographs", "Local media")),
    Column("newsletter", "Newsletter", called=("School newsletter", "Newsletters", "Printed publications",
           "Prospectus and newsletter")),
    Column("learning-journal", "Learning journal", called=("Learning journals", "Tapestry", "Online learning journal",
           "Learning journey")),
    Column("class-photo", "Class photo", called=("Class photograph", "School photographer", "School photograph",
           "Group photograph", "Class photos")),
    Column("classroom-display", "Displays in school", called=("Display", "Displays", "Classroom display",
           "Internal display", "In school displays", "Use in school")),
    Column("named-work", "Work shown with the name", called=("Named work", "Work with name", "Name published",
           "Name with work")),
)  # fmt: skip
_WHO: Final = (
    Column("upn", "UPN", "upn", called=("Unique pupil number", "Pupil UPN")),
    Column("mis_id", "Pupil number", called=("Admission number", "Adno", "Student ID", "Pupil ID", "MIS ID")),
    Column("given_name", "First name", "name", called=("Forename", "Legal forename", "Preferred forename",
           "Legal first name", "Preferred first name", "Student first name", "Firstname")),
    Column("family_name", "Surname", "name", called=("Last name", "Legal surname", "Preferred surname",
           "Legal last name", "Preferred last name", "Student last name", "Lastname")),
    Column("full_name", "Full name", "name", called=("Name", "Pupil name", "Student name", "Student", "Pupil")),
    Column("born", "Date of birth", "date", called=("DOB", "Birth date", "D.O.B.")),
    Column("class_name", "Class", called=("Reg group", "Registration group", "Registration form", "Form", "Reg")),
)  # fmt: skip
COLUMNS: Final = (
    *_WHO,
    *PLACES,
    Column(ANYWHERE, "Pictures, it does not say where", called=("Photo consent", "Photograph consent", "Photographs",
           "Photo permission", "Photos", "Image consent", "Images", "Photography", "Parental consent")),
    Column("given_on", "Answered on", "date", called=("Consent date", "Date given", "Date of consent", "Date updated",
           "Date", "Last updated", "Consent given on")),
    Column("given_by", "Answered by", called=("Consent given by", "Given by", "Updated by")),
)  # fmt: skip
_ANSWERS: Final = (*(column.key for column in PLACES), ANYWHERE)
_YES: Final = frozenset(
    {"yes", "y", "true", "t", "1", "granted", "given", "consent given", "consented", "agreed", "approved", "✓", "x"}
)
_NO: Final = frozenset({"no", "n", "false", "f", "0", "refused", "denied", "declined", "withdrawn", "consent refused"})
_NOTHING: Final = frozenset(
    {"", "-", "not given", "consent not given", "pending", "unknown", "no response", "no answer", "n/a", "not asked"}
)


def read_answer(cell: str) -> str:
    """``yes``, ``no``, empty for no answer, or the day of a yes (``2026-09-03``). Raises ``UnfitError``."""
    word = " ".join(cell.replace("’", "'").split()).casefold().rstrip(".")
    if word in _NOTHING:
        return ""
    if word in _YES or word in _NO:
        return "yes" if word in _YES else "no"
    try:
        return read_day(cell)
    except UnfitError:
        raise UnfitError(f"“{cell[:60]}” is neither a yes nor a no.") from None


def _check(values: Mapping[str, str]) -> str:
    if not (values.get("upn") or values.get("mis_id") or values.get("full_name") or values.get("family_name")):
        return "Nothing says which child: no name and no number."
    return ""


def _parse(read: Callable[[Files, Layout], Iterator[Item]]) -> Callable[[Files, Layout], Iterator[Item]]:
    """The table as it is, with every answer in its one spelling; a row with a cell that is none is left out."""
    words = {column.key: column.words for column in COLUMNS}

    def parse(files: Files, layout: Layout) -> Iterator[Item]:
        for item in read(files, layout):
            yield _read(item, words) if isinstance(item, Row) else item

    return parse


def _read(row: Row, words: Mapping[str, str]) -> Item:
    values, faults = dict(row.values), []
    for key in _ANSWERS:
        try:
            if key in values:
                values[key] = read_answer(values[key])
        except UnfitError as error:
            faults.append(f"{words[key]}: {error.reason}")
    if faults:
        return Reject(row.line, " ".join(faults), ", ".join(row.values.values()), row.part)
    return Row(row.line, values, row.part)


def _recognises(files: Files) -> float:
    """Sure of a list of names with at least one column of answers; a roll has none."""
    sure = []
    for name, data in files.items():
        try:
            headings = read_table(data, name, known_headings(COLUMNS)).headings
        except BadInputError:
            return 0.0
        found = set(by_name(headings, COLUMNS).values())
        named = found & {"upn", "mis_id", "full_name"} or {"given_name", "family_name"} <= found
        sure.append(0.35 + 0.6 * len(found) / len(headings) if named and found & set(_ANSWERS) else 0.0)
    return min(sure, default=0.0)


_TABLE: Final = table_feed(
    key="consents-csv",
    words="Answers about pictures, from the school’s own system",
    source="The parental consent exports of SIMS, Arbor, Bromcom and ScholarPack; headings vary.",
    columns=COLUMNS,
    check=_check,
    examples=(
        Example(
            "A column for each place, with words and figures for yes and no, and cells that say nothing.",
            {
                "consents.csv": "UPN,Forename,Surname,Website,Social media,Newsletter,Consent date\n"
                "M820200000011,Zoë,Ó Briain,Granted,Refused,Y,03/09/2026\n"
                ",Tam,O'Hara,1,0,not given,03/09/2026\n,Tess,O'Hara,04/09/2026,,N,\n"
            },
            rows=3,
        ),
        Example(
            "A row of nobody, and one with a spoilt cell.",
            {"consents.csv": "Pupil name,Website,Local press\n,Yes,No\nTess O'Hara,perhaps,No\n"},
            rows=0,
            rejects=2,
        ),
    ),
)
FEED: Final = Feed(
    _TABLE.key, _TABLE.words, _TABLE.source, _parse(_TABLE.parse), _recognises, _TABLE.columns, _TABLE.examples
)
