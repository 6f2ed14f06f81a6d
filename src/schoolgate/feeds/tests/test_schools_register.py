"""The national register of schools, as its extract comes."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.schools_register import Registered, dated_by_name, read_register
from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.schools import Funding

ROBIN_HILL = {
    "URN": "900001",
    "LA (code)": "998",
    "LA (name)": "Dunmere",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "Robin Hill Infant School",
    "TypeOfEstablishment (code)": "1",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "7",
    "CensusDate": "16-01-2026",
    "NumberOfPupils": "178",
    "Trusts (code)": "",
    "Trusts (name)": "Not applicable",
    "Town": "Dunmere",
    "Postcode": "zz1 1aa",
    "SchoolWebsite": "www.robinhill.example",
}


def extract(*rows: dict[str, str], encoding: str = "cp1252") -> io.BytesIO:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ROBIN_HILL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**ROBIN_HILL, **row} for row in rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def school(row: dict[str, str], encoding: str = "cp1252") -> Registered:
    (found,) = read_register(extract(row, encoding=encoding))
    assert isinstance(found, Registered)
    return found


def test_it_works() -> None:
    assert school({}) == Registered(
        urn="900001",
        laestab="9982001",
        name="Robin Hill Infant School",
        kind="Community school",
        funding=Funding.MAINTAINED,
        phase="Primary",
        status="open",
        nation="england",
        authority="Dunmere",
        town="Dunmere",
        postcode="ZZ1 1AA",
        age_from=4,
        age_to=7,
        roll=178,
        roll_on=date(2026, 1, 16),
        website="https://www.robinhill.example",
        trust_code="",
        trust_name="",
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_letters_are_read_whichever_way_they_are_written(encoding: str) -> None:
    assert school({"EstablishmentName": "St Brónach’s"}, encoding).name == "St Brónach’s"


@pytest.mark.parametrize(
    ("group", "kind", "funding"),
    [
        ("Academies", "Academy converter", Funding.ACADEMY),
        ("Free Schools", "Free schools special", Funding.ACADEMY),
        ("Special schools", "Community special school", Funding.MAINTAINED),
        ("Special schools", "Non-maintained special school", Funding.INDEPENDENT),
        ("Independent schools", "Other independent school", Funding.INDEPENDENT),
        ("Welsh schools", "Welsh establishment", Funding.OTHER),
        ("Special schools", "Academy special converter", Funding.ACADEMY),
    ],
)
def test_the_kind_of_school_tells_who_it_answers_to(group: str, kind: str, funding: Funding) -> None:
    row = {"EstablishmentTypeGroup (name)": group, "TypeOfEstablishment (name)": kind}
    assert school(row).funding is funding


def test_zeros_that_a_spreadsheet_ate_are_put_back() -> None:
    assert school({"LA (code)": "9", "EstablishmentNumber": "45"}).laestab == "0090045"
    assert school({"EstablishmentNumber": ""}).laestab == ""


def test_what_the_register_does_not_say_is_not_known() -> None:
    found = school({"StatutoryLowAge": "", "NumberOfPupils": "", "CensusDate": "31-02-2026", "SchoolWebsite": "none"})
    assert (found.age_from, found.roll, found.roll_on, found.website) == (None, None, None, "")


def test_a_welsh_school_is_in_wales_and_one_overseas_is_in_no_nation_of_ours() -> None:
    assert school({"TypeOfEstablishment (code)": "30"}).nation == "wales"
    assert school({"TypeOfEstablishment (code)": "37"}).nation == ""


def test_a_row_that_is_no_school_is_kept_with_its_reason_and_the_rest_are_read() -> None:
    found = list(read_register(extract({"URN": "12"}, {}, {"EstablishmentName": " "})))
    assert [type(row) for row in found] == [Reject, Registered, Reject]
    assert isinstance(found[0], Reject)
    assert found[0].line == 2
    assert "not a URN" in found[0].reason
    assert "Robin Hill" in found[0].raw


def test_a_row_cut_short_is_rejected() -> None:
    data = extract({}).getvalue() + b"900002,998,Dunmere\r\n"
    (_, cut) = read_register(io.BytesIO(data))
    assert isinstance(cut, Reject)
    assert "3 cells" in cut.reason


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04\x00", b"\xff\xfe\x00\x01"])
def test_a_file_that_is_no_extract_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadInputError, match="it has no column"):
        list(read_register(io.BytesIO(data)))


def test_a_line_of_a_million_letters_does_not_fill_the_memory() -> None:
    with pytest.raises(BadInputError, match="longer than any school"):
        list(read_register(io.BytesIO(extract().getvalue() + b"9" * 1_000_000)))


def test_its_day_is_read_from_its_name() -> None:
    assert dated_by_name("edubasealldata20261102.csv") == date(2026, 11, 2)
    assert dated_by_name("schools.csv") is None
    assert dated_by_name("edubasealldata20261399.csv") is None


@given(st.lists(st.fixed_dictionaries({name: st.text(max_size=8) for name in ("URN", "EstablishmentName", "Town")})))
def test_nothing_is_lost_whatever_the_cells_hold(rows: list[dict[str, str]]) -> None:
    clean = [
        {key: value.replace("\x00", "").replace("\r", "").replace("\n", "") for key, value in row.items()}
        for row in rows
    ]
    assert len(list(read_register(extract(*clean, encoding="utf-8")))) == len(rows)
