"""Children's contacts from an office system (SIMS, Arbor, Bromcom, ScholarPack) or a list of the school's own."""

from typing import Final

from schoolgate.feeds.contact_lists import read_contacts
from schoolgate.feeds.contract import Column, Example, Feed, Files
from schoolgate.feeds.mapping import by_name
from schoolgate.feeds.tables import read_table
from schoolgate.feeds.tabular import known_headings
from schoolgate.kernel.errors import BadInputError

_MOST: Final = 6  # contacts beside one another
_PREFIXES: Final = ("contact {n}", "parent {n}", "carer {n}", "guardian {n}", "parent carer {n}", "parent/carer {n}",
                    "priority {n} contact", "contact{n}", "pri {n}")  # fmt: skip
_ALONE: Final = ("contact", "parent", "carer", "guardian", "parent carer", "parent/carer", "priority 1")
_CELLS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    ("given_name", "first name", "name", ("forename", "given name", "first name", "legal forename", "firstname")),
    ("family_name", "surname", "name", ("last name", "family name", "legal surname", "surname", "lastname")),
    ("full_name", "full name", "name", ("name", "full name")),
    ("relation", "relationship", "text", ("relation", "relationship", "relationship to pupil",
                                          "relationship to student")),
    ("responsibility", "parental responsibility", "yes-no",
     ("has parental responsibility", "parental responsibility", "pr", "legal guardian", "parental resp")),
    ("order", "priority", "text", ("order", "priority", "contact order", "call order")),
    ("email", "e-mail address", "email", ("email", "e-mail", "email address", "main email", "home email")),
    ("phone", "telephone", "text", ("telephone", "mobile", "mobile number", "phone", "main telephone", "mobile phone",
                                    "telephone number", "phone number", "home telephone")),
    ("home", "lives with the child", "yes-no", ("lives with pupil", "lives with", "same address", "lives with child",
                                                "lives with student", "at pupil address")),
)  # fmt: skip
_UNNUMBERED: Final = {
    "relation": ("relationship", "relationship to pupil", "relationship to student", "relation"),
    "responsibility": ("parental responsibility", "has parental responsibility"),
    "order": ("priority", "contact priority"),
    "email": ("email", "e-mail", "email address", "home email"),
    "phone": ("telephone", "mobile", "mobile number", "phone", "home telephone", "phone number", "telephone number"),
    "home": ("lives with pupil", "lives with student", "lives with child"),
}


def _called(key: str, words: tuple[str, ...], number: int) -> tuple[str, ...]:
    said = [f"{prefix.format(n=number)} {word}" for prefix in _PREFIXES for word in words]
    if key == "full_name":
        said += [prefix.format(n=number) for prefix in _PREFIXES]
    if number == 1:
        said += [f"{prefix} {word}" for prefix in _ALONE for word in words]
        said += _UNNUMBERED.get(key, ())
    return tuple(dict.fromkeys(said))


COLUMNS: Final = (
    Column("upn", "Child’s UPN", "upn", called=("UPN", "Unique pupil number", "Pupil UPN", "Student UPN")),
    Column(
        "mis_id", "Child’s pupil number", "text",
        called=("Admission number", "Adno", "Adm no", "Admission no",
                "MIS ID", "Student ID", "Pupil ID", "SIMS ID", "Arbor ID",
                "Arbor student ID", "Person ID"),
    ),
    *(
        Column(f"{key}_{number}", f"Contact {number}: {words}", kind, called=_called(key, called, number))
        for number in range(1, _MOST + 1)
        for key, words, kind, called in _CELLS
    ),
)  # fmt: skip


def recognises(files: Files) -> float:
    """Sure of a list with a number of the child and a contact's name; the more of its headings are known, the more."""
    return min((_sureness(data, name) for name, data in files.items()), default=0.0)


def _sureness(data: bytes, name: str) -> float:
    try:
        headings = read_table(data, name, known_headings(COLUMNS)).headings
    except BadInputError:
        return 0.0
    found = set(by_name(headings, COLUMNS).values())
    named = bool(found & {"given_name_1", "family_name_1", "full_name_1"})
    if not named or not found & {"upn", "mis_id"} or len(found) < 3:
        return 0.0
    return 0.62 + 0.35 * len(found) / len(headings)


FEED: Final = Feed(
    key="contacts-csv",
    words="Lists of children’s contacts (CSV or Excel)",
    source="SIMS, Arbor, Bromcom, ScholarPack, and schools’ own lists",
    parse=lambda files, layout: read_contacts(files, layout, COLUMNS, _MOST),
    recognises=recognises,
    columns=COLUMNS,
    examples=(
        Example(
            "A row for each contact.",
            {
                "contacts.csv": "UPN,Contact Forename,Contact Surname,Relationship,"
                "Parental Responsibility,Priority,Email\n"
                "M820200000011,Una,Ó Briain,Mother,Yes,1,una@example.org\n"
                "M820200000011,Tom,Lane,Step father,No,2,\n"
            },
            rows=5,
        ),
        Example(
            "A row for each child, with a contact whose responsibility nobody can tell.",
            {
                "contacts.csv": "Admission Number,Contact 1 Name,Contact 1 Relationship,"
                "Contact 1 Parental Responsibility,Contact 2 Name,Contact 2 Parental Responsibility\n"
                '00123,"Ó Briain, Una",Mother,Y,Tom Lane,perhaps\n'
            },
            rows=3,
            rejects=1,
        ),
    ),
)
