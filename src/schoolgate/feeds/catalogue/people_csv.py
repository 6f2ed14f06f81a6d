"""Lists of pupils, staff and classes that a school makes or its office system exports: CSV or Excel, any headings."""

from typing import Final

from schoolgate.feeds.contract import Column, Example, Feed, Files
from schoolgate.feeds.mapping import by_name
from schoolgate.feeds.school_lists import read_lists
from schoolgate.feeds.tables import read_table
from schoolgate.feeds.tabular import known_headings
from schoolgate.kernel.errors import BadInputError

COLUMNS: Final = (
    Column(
        "given_name", "First name", "name",
        called=("Forename", "Given name", "Legal forename", "Legal first name", "Chosen forename", "First names",
                "Pupil first name", "Pupil forename", "Student first name", "Child first name", "Firstname"),
    ),
    Column(
        "family_name", "Surname", "name",
        called=("Last name", "Family name", "Legal surname", "Legal last name", "Pupil surname", "Pupil last name",
                "Student last name", "Child last name", "Lastname", "Surnames"),
    ),
    Column("full_name", "Full name", "name", called=("Name", "Pupil name", "Student name", "Pupil", "Staff name")),
    Column(
        "preferred_given_name", "Preferred first name", "name",
        called=("Preferred forename", "Preferred name", "Known as", "Child preferred first name",
                "Child preferred given name", "Preferred given name"),
    ),
    Column(
        "preferred_family_name", "Preferred surname", "name",
        called=("Preferred last name", "Preferred family name", "Child preferred last name"),
    ),
    Column("born", "Date of birth", "date", called=("DOB", "Birth date", "D.O.B.", "Child date of birth", "Born")),
    Column("upn", "UPN", "upn", called=("Unique pupil number", "Pupil UPN")),
    Column(
        "mis_id", "Pupil number", "text",
        called=("Admission number", "Adno", "Adm no", "Admission no", "MIS ID", "Student ID", "Pupil ID", "SIMS ID",
                "Arbor Student ID", "Person ID"),
    ),
    Column("year", "Year group", "text", called=("Year", "NC year", "Yr", "NCY", "Child year group", "Year taught in")),
    Column(
        "class_name", "Class", "text",
        called=("Class name", "Registration group", "Reg group", "Reg", "Registration", "Registration form", "Form",
                "Tutor group", "Child registration", "Reg form"),
    ),
    Column("staff_code", "Staff code", "text", called=("Teacher code", "Staff ID", "Payroll number", "Initials")),
    Column("email", "School e-mail address", "email", called=("Email", "Work email", "E-mail", "Teacher email")),
    Column("role", "Role", "text", called=("Job title", "Post", "Type", "Person type", "Job")),
    Column("since", "First day", "date", called=("Start date", "Date of admission", "Admission date", "Entry date")),
    Column("until", "Last day", "date", called=("Leaving date", "Date of leaving", "End date", "DOL")),
    Column("school", "School’s URN", "urn", called=("School URN", "URN", "Child school URN")),
)  # fmt: skip
_TELLING: Final = frozenset({"born", "upn", "mis_id", "year", "class_name", "staff_code", "email"})


def recognises(files: Files) -> float:
    """Sure of a list with names and something to tell people apart by; the more of its headings are known, the more."""
    return min((_sureness(data, name) for name, data in files.items()), default=0.0)


def _sureness(data: bytes, name: str) -> float:
    try:
        headings = read_table(data, name, known_headings(COLUMNS)).headings
    except BadInputError:
        return 0.0
    found = set(by_name(headings, COLUMNS).values())
    named = found >= {"given_name", "family_name"} or "full_name" in found
    if not (named or {"class_name", "staff_code"} <= found) or not found & _TELLING:
        return 0.0
    return 0.3 + 0.6 * len(found) / len(headings)


FEED: Final = Feed(
    key="people-csv",
    words="Lists of pupils and staff (CSV or Excel)",
    source="schools, and the exports of their office systems",
    parse=lambda files, layout: read_lists(files, layout, COLUMNS),
    recognises=recognises,
    columns=COLUMNS,
    examples=(
        Example(
            "Pupils with their classes, twins among them.",
            {
                "pupils.csv": "UPN,Legal Forename,Legal Surname,DOB,Year,Reg Group\n"
                "M820200000011,Zoë,Ó Briain,14/01/2020,1,Wren\n"
                ",Tam,O'Hara,9/3/2019,2,Robin\n,Tess,O'Hara,9/3/2019,2,Robin\n"
            },
            rows=3,
        ),
        Example(
            "A UPN whose check letter is wrong comes with the reason, and a line of totals names nobody.",
            {"pupils.csv": 'UPN,Full name,DOB,Class\nB820200000011,"Lane, Ada",2/2/2020,Wren\n,,,28\n'},
            rows=1,
            rejects=1,
        ),
        Example(
            "Staff with what they do and whom they teach.",
            {
                "staff.csv": "Staff code,Full name,Job title,Class\n"
                "SR,Sam Rook,Class teacher,Wren\nAM,Ann Marlow,TA,Robin\n"
            },
            rows=2,
        ),
    ),
)
