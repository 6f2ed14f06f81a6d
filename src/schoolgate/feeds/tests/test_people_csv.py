"""Lists that schools make: any headings and encoding, what spreadsheets do to numbers, names as people have them."""

import io

import openpyxl
import pytest
from stdnum.gb import upn as upns

from schoolgate.feeds.catalogue.people_csv import FEED
from schoolgate.feeds.contract import Layout, Reject, Row
from schoolgate.kernel.errors import BadInputError

BODY = "820200000011"
UPN = upns.calc_check_digit(BODY) + BODY
HEAD = "UPN,Forename,Surname,DOB,Year,Class"


def read(
    *lines: str, encoding: str = "utf-8", end: str = "\n", mapping: dict[str, str] | None = None
) -> list[dict[str, str]]:
    """The rows as they come, a reject as its reason."""
    data = (end.join(lines) + end).encode(encoding)
    items = FEED.parse({"list.csv": data}, Layout(mapping or {}))
    return [dict(item.values) if isinstance(item, Row) else {"rejected": item.reason} for item in items]


def test_it_works() -> None:
    (zoe,) = read(HEAD, f"{UPN},Zoë,Ó Briain,14/1/2020,Year 1,Wren")
    assert zoe == {
        "what": "pupil", "upn": UPN, "given_name": "Zoë", "family_name": "Ó Briain", "born": "2020-01-14",
        "year": "1", "class": "Wren",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8-sig", "\r\n"), ("cp1252", "\r\n"), ("utf-16", "\n"), ("utf-8", "\r"), ("cp1252", "\r")],
)
def test_it_is_read_alike_in_any_encoding_and_with_any_line_ends(encoding: str, end: str) -> None:
    rows = read(
        HEAD,
        f"{UPN},Zoë,Ó Briain,14/1/2020,1,Wren",
        f",Bilal,Haddad Suárez,{21}/10/2018,2,Robin",
        encoding=encoding,
        end=end,
    )
    names = [(row["given_name"], row["family_name"]) for row in rows if row["what"] == "pupil"]
    assert names == [("Zoë", "Ó Briain"), ("Bilal", "Haddad Suárez")]


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ('"O’Hara, Tess"', "Tess", "O'Hara"),
        ("Tess O'Hara", "Tess", "O'Hara"),
        ('"Haddad Suárez, Bilal"', "Bilal", "Haddad Suárez"),
        ('"McAdam, Idris"', "Idris", "McAdam"),
        ("Ng Wei", "Ng", "Wei"),
    ],
)
def test_a_whole_name_in_one_cell_is_parted(cell: str, given: str, family: str) -> None:
    (row,) = read("Name,DOB", f"{cell},9/3/2019")
    assert (row["given_name"], row["family_name"]) == (given, family)


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        (f"{'A' if UPN[0] != 'A' else 'B'}{BODY}", "does not agree"),
        (BODY, f"would be {UPN[0]}"),
        ("8.202E+11", "rounded"),
        (UPN[:-1], "12 characters"),
    ],
)
def test_a_upn_that_was_spoilt_says_how_and_keeps_what_can_be_read(cell: str, because: str) -> None:
    (row,) = read(HEAD, f"{cell},Zoë,Ó Briain,14/1/2020,1,Wren")
    assert because in row["because"]
    assert (row["what"], row["of"], row["family_name"]) == ("unusable", "pupil", "Ó Briain")


def test_dates_are_read_day_first_until_a_column_shows_otherwise() -> None:
    first = read("Forename,Surname,DOB", "Zoë,Ó Briain,1/2/2020")
    other = read("Forename,Surname,DOB", "Zoë,Ó Briain,1/2/2020", "Ada,Lane,1/23/2020")
    assert (first[0]["born"], other[0]["born"]) == ("2020-02-01", "2020-01-02")


def test_a_day_or_a_year_there_is_not_is_said() -> None:
    row, other = read(HEAD, f"{UPN},Zoë,Ó Briain,31/2/2020,1,Wren", ",Ada,Lane,2/2/2020,Owl,Wren")
    assert row["because"].startswith("Date of birth:")
    assert other["because"] == "Year group: “Owl” is not a year group."


@pytest.mark.parametrize(
    ("words", "year"),
    [("Reception", "0"), ("R", "0"), ("Nursery", "-1"), ("N2", "-1"), ("Yr 2", "2"), ("02", "2"), ("Y11", "11")],
)
def test_year_groups_are_known_as_schools_write_them(words: str, year: str) -> None:
    assert read("Forename,Surname,DOB,Year", f"Zoë,Ó Briain,1/2/2020,{words}")[0]["year"] == year


@pytest.mark.parametrize(
    ("words", "what", "role"),
    [
        ("Class teacher", "staff", "teachers"),
        ("Teaching assistant", "staff", "support-staff"),
        ("HLTA", "staff", "support-staff"),
        ("ECT", "staff", "teachers"),
        ("School business manager", "staff", "support-staff"),
        ("Pupil", "pupil", None),
    ],
)
def test_a_column_of_roles_says_who_is_who(words: str, what: str, role: str | None) -> None:
    (row,) = read("Staff code,Name,Role,Class", f"SR,Sam Rook,{words},Wren")
    assert (row["what"], row.get("role")) == (what, role)


def test_a_row_of_nobody_is_rejected_and_one_with_too_many_cells_is_not_lost() -> None:
    total, spilt = read(HEAD, ",,,,,28", f"{UPN},Zoë,Ó Briain,14/1/2020,1,Wren,and more")
    assert "names nobody" in total["rejected"]
    assert (spilt["what"], "7 cells" in spilt["because"]) == ("unusable", True)


@pytest.mark.parametrize("line", ["Total,,,28", ",Total,28,,,", "Grand total:,28", "Count,2", ",,Number of pupils,28"])
def test_a_total_under_the_list_is_nobody_whose_row_was_spoilt(line: str) -> None:
    _ada, total = read(HEAD, f"{UPN},Ada,Lane,2/2/2020,1,Wren", line)
    assert total == {"rejected": "The row is a total, and names nobody."}


def test_a_child_may_be_called_as_a_total_is() -> None:
    _ada, child = read(HEAD, f"{UPN},Ada,Lane,2/2/2020,1,Wren", ",Total,Count,3/3/2020,1,Wren")
    assert (child["what"], child["given_name"], child["family_name"]) == ("pupil", "Total", "Count")


@pytest.mark.parametrize("heading", ["Adm No", "Arbor Student ID", "Person ID", "Adno", "Admission number"])
def test_the_number_of_each_office_system_is_known_by_its_heading(heading: str) -> None:
    (ada,) = read(f"{heading},Legal Forename,Legal Surname,DOB", "00412,Ada,Lane,2/2/2020")
    assert ada["mis-id"] == "00412"


def test_headings_of_ones_own_are_read_by_a_mapping() -> None:
    mapping = {"Kind": "given_name", "Familie": "family_name", "Tag": "born"}
    (row,) = read("Kind,Familie,Tag", "Zoë,Ó Briain,14/1/2020", mapping=mapping)
    assert (row["given_name"], row["born"]) == ("Zoë", "2020-01-14")


def test_pupils_and_staff_may_come_in_files_of_their_own() -> None:
    files = {
        "pupils.csv": f"{HEAD}\n{UPN},Zoë,Ó Briain,14/1/2020,1,Wren\n".encode(),
        "staff.csv": b"Staff code,Forename,Surname,Job title,Class\nSR,Sam,Rook,Teacher,Wren\n",
    }
    items = [item for item in FEED.parse(files, Layout()) if not isinstance(item, Reject)]
    assert [(item.part, item.values["what"], item.values["class"]) for item in items] == [
        ("pupils.csv", "pupil", "Wren"),
        ("staff.csv", "staff", "Wren"),
    ]


def test_a_list_of_several_schools_says_of_each_row_which() -> None:
    rows = read("School URN,Forename,Surname,DOB", "123456,Zoë,Ó Briain,1/2/2020", "654321,Ada,Lane,1/2/2020")
    assert [row["school"] for row in rows] == ["123456", "654321", "123456", "654321"]
    assert [row["what"] for row in rows] == ["pupil", "pupil", "school", "school"]


def test_a_file_without_a_list_is_refused() -> None:
    with pytest.raises(BadInputError):
        read("")
    assert FEED.recognises({"devices.csv": b"Serial,Model\nX1,Tablet\n"}) == 0.0


def test_a_formula_whose_result_is_not_in_the_workbook_is_told_and_never_read_as_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Forename", "Surname", "DOB", "Class"],
        ["Ada", "Lane", "2/2/2020", "=A2"],
        ["Ivo", "Marsh", "3/2/2020", "Wren"],
    ):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    items = list(FEED.parse({"list.xlsx": data.getvalue()}, Layout()))
    spoilt, good = [item.values for item in items if isinstance(item, Row)]
    assert (good["class"], good["what"]) == ("Wren", "pupil")
    assert (spoilt["what"], "“=A2” is a formula" in spoilt["because"]) == ("unusable", True)
    assert spoilt["given_name"] == "Ada"  # so that nobody thinks she left


def test_a_number_that_a_spreadsheet_rounded_is_nobodys() -> None:
    (row,) = read("Admission No,Forename,Surname,DOB", "1.23E+11,Ada,Lane,2/2/2020")
    assert "rounded" in row["because"]
