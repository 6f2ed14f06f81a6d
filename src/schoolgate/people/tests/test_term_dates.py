"""Term dates as people write them: lines, calendar files, the page and the command."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions, opening, queries, terms
from schoolgate.people.models import Account, School
from schoolgate.people.term_files import lines_of
from schoolgate.people.term_lines import KINDS, Said, read_lines

ACTOR = operator("test")
AUTUMN = Said(date(2026, 9, 2), date(2026, 12, 18), "term", "Autumn term")
HALF = Said(date(2026, 10, 26), date(2026, 10, 30), "half-term", "Half term")


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def test_it_works() -> None:
    text = "Autumn term: 2 September 2026 to 18 December 2026\nHalf term: 26 to 30 October 2026\nSports: nothing yet"
    read = read_lines(text, year=2026)
    assert read.said == (AUTUMN, HALF)
    assert read.left == (("Sports: nothing yet", "no date is in it."),)


@pytest.mark.parametrize(
    "line",
    [
        "Autumn term: Wednesday 2nd September 2026 – Friday 18th December 2026",
        "Autumn Term 2 Sept - 18 Dec",
        "Autumn term: 02/09/2026 - 18/12/2026",
        "Autumn term 2.9.26 to 18.12.26",
        "Autumn term, from Wed 2 Sep until Fri 18 Dec",
        "term | Autumn term | 2026-09-02 | 2026-12-18",
        "AUTUMN TERM\nTerm starts: Wednesday 2 September\nTerm ends: Friday 18 December",
        "Autumn term 2026\nSchool opens 2 September 2026\nSchool closes 18 December 2026",
        "Autumn Term: 2 September \u2014 18\u00a0December",
    ],
)
def test_a_term_is_read_however_it_is_written(line: str) -> None:
    (said,) = read_lines(line, year=2026).said
    assert (said.first, said.last, said.kind, said.name.lower()) == (*AUTUMN_DAYS, "term", "autumn term")


AUTUMN_DAYS = (AUTUMN.first, AUTUMN.last)


@pytest.mark.parametrize(
    ("line", "kind", "days"),
    [
        ("INSET days: 1 and 2 September", "inset", [(1, 1), (2, 2)]),
        ("Staff training 3-4 September 2026", "inset", [(3, 4)]),
        ("School closed: 7 September 2026 (polling station)", "closure", [(7, 7)]),
        ("Bank holiday: 7 September 2026", "", []),
        ("Christmas holidays: 21 December to 1 January", "", []),
    ],
)
def test_single_days_and_what_is_passed_over(line: str, kind: str, days: list[tuple[int, int]]) -> None:
    read = read_lines(line, year=2026)
    assert [(said.first.day, said.last.day) for said in read.said] == days
    assert {said.kind for said in read.said} <= {kind}
    assert read.left == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Autumn term: 31 September to 18 December", "not in the calendar"),
        ("Autumn term: 18 December 2026 to 2 September 2026", "before the first"),
        ("Autumn term: 2 September to 4 September", "too short"),
        ("Autumn term: 2 September", "a first and a last day"),
        ("Disco: 4 October 2026", "does not say what"),
        ("Autumn term starts 2 September 2026", "no end is given"),
        ("party | Disco | 2026-10-04 | 2026-10-04", "none of term"),
    ],
)
def test_what_is_not_understood_is_kept_with_the_reason(line: str, why: str) -> None:
    read = read_lines(line, year=2026)
    assert read.said == ()
    assert why in read.left[0][1]


def test_a_date_without_a_year_lies_in_the_year_that_was_being_spoken_of() -> None:
    text = "Spring term 2028\nStarts: 4 January\nHalf term: 14 to 18 February\nEnds: 31 March\nINSET: 5 and 6 June 2028"
    read = read_lines(text, year=2026)
    assert [(said.kind, said.first) for said in read.said] == [
        ("term", date(2028, 1, 4)),
        ("half-term", date(2028, 2, 14)),
        ("inset", date(2028, 6, 5)),
        ("inset", date(2028, 6, 6)),
    ]
    assert read.said[1].name == "Spring term half-term"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_words_stop_the_reader(words: str) -> None:
    read = read_lines(words, year=2026)
    assert all(said.first <= said.last and said.kind in KINDS for said in read.said)


@given(st.lists(st.sampled_from([AUTUMN, HALF]), max_size=2, unique=True))
def test_what_was_understood_reads_as_itself_again(said: list[Said]) -> None:
    assert list(read_lines("\n".join(one.plain for one in said), year=1999).said) == sorted(said)


CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Robin Hill//EN\r
BEGIN:VEVENT\r
UID:1\r
SUMMARY:Autumn term\r
DTSTART;VALUE=DATE:20260902\r
DTEND;VALUE=DATE:20261219\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
SUMMARY:INSET day\r
DTSTART;VALUE=DATE:20260901\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
SUMMARY:Assembly\r
DTSTART:20260907T090000Z\r
DTEND:20260907T093000Z\r
RRULE:FREQ=WEEKLY\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_a_calendar_file_is_read_and_its_end_is_the_day_after() -> None:
    read = read_lines(lines_of(CALENDAR, "terms.ics"), year=2026)
    inset = Said(date(2026, 9, 1), date(2026, 9, 1), "inset", "INSET day")
    assert read.said == (inset, AUTUMN)
    assert read.left == ()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe\x00", b"x" * 1_000_001]
)
def test_a_file_that_is_no_calendar_is_told_so(data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"terms\.ics"):
        lines_of(data, "terms.ics")


def test_what_is_given_of_a_kind_replaces_that_kind_and_the_rest_stays(school: School) -> None:
    inset = Said(date(2026, 9, 1), date(2026, 9, 1), "inset", "INSET day")
    assert terms.keep(school, [AUTUMN, HALF, inset], actor=ACTOR) == [2026]
    moved = Said(date(2026, 9, 3), date(2026, 12, 17), "term", "Autumn term")
    terms.keep(school, [moved], actor=ACTOR)
    known = {(row.kind, row.first, row.last) for row in queries.calendar_rows(school)}
    assert known == {(one.kind, one.first, one.last) for one in (moved, HALF, inset)}


def test_a_year_says_which_of_its_terms_nobody_gave_and_when_term_ends(school: School) -> None:
    assert terms.year(school, 2026).assumed
    terms.keep(school, [AUTUMN], actor=ACTOR)
    assert [assumed for _, assumed in terms.year(school, 2026).terms] == [False, True, True]
    assert terms.end_of_term(school, date(2026, 10, 1)) == (date(2026, 12, 18), False)
    assert terms.end_of_term(school, date(2026, 12, 25))[1]  # the spring term, which is assumed


@pytest.fixture
def client(school: School) -> Client:
    opening.add_administrator(school, "Amara Whitlock", "head@robinhill.example", "three plain words here", actor=ACTOR)
    client = Client()
    client.force_login(Account.objects.get())
    return client


def test_the_page_shows_what_was_understood_and_keeps_it_only_when_told_to(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/terms/"
    shown = client.post(f"{address}give/", {"words": "Autumn term: 2 September 2026 to 18 December 2026\nDisco: 4 Oct"})
    page = shown.content.decode()
    assert "Wednesday 2 September 2026" in page
    assert "“Disco: 4 Oct”" in page
    assert queries.calendar_rows(school) == []
    client.post(f"{address}give/", {"keep": AUTUMN.plain})
    assert [(row.first, row.last) for row in queries.calendar_rows(school)] == [AUTUMN_DAYS]
    refused = client.post(f"{address}give/", {"keep": f"{AUTUMN.plain}\nterm | Other | 2026-12-01 | 2027-03-01"})
    assert refused.status_code == 400
    assert len(queries.calendar_rows(school)) == 1
    assert client.post(f"{address}give/", {}).status_code == 400


def test_the_schools_particulars_are_changed_on_their_page(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/school/"
    given = {
        "name": "Robin Hill Infants",
        "nation": "wales",
        "time_zone": "Europe/London",
        "age_from": "4",
        "age_to": "7",
    }
    assert client.post(address, given).status_code == 302
    school.refresh_from_db()
    assert (school.name, school.nation, school.age_to) == ("Robin Hill Infants", "wales", 7)
    wrong = client.post(address, given | {"time_zone": "Europe/Atlantis"})
    assert wrong.status_code == 400
    assert "There is none" in wrong.content.decode()
