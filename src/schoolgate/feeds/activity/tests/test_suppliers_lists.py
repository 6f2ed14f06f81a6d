"""The column mapper: proposed, agreed, kept by its fingerprint, and stopped by a heading that changed."""

import pytest

from schoolgate.feeds.activity.catalogue.supplier_csv import FEED
from schoolgate.feeds.activity.columns import fingerprint, propose_columns
from schoolgate.feeds.activity.contract import HeaderChangedError, Options
from schoolgate.feeds.activity.registry import preview, recognised
from schoolgate.feeds.activity.tests.reads import read
from schoolgate.kernel.errors import BadInputError

HEADING = "Event Timestamp;Pupil Login;Workstation IP;Requested Link;Filter Outcome;Topic"
ROWS = (
    "02/11/2026 09:00:00;Year2;10.20.4.17;http://www.robinhill.example/owls;Allowed;Education\n"
    "13/11/2026 09:00:05;Year2;10.20.4.17;https://www.bing.com/search?q=barn+owls;Allowed;Search\n"
    "13/11/2026 09:01:00;;10.20.4.18;betting.example;Blocked;Online Gambling\n"
)
LIST = f"{HEADING}\n{ROWS}"
MAPPING = {
    "Event Timestamp": "at", "Pupil Login": "account", "Workstation IP": "client", "Requested Link": "url",
    "Filter Outcome": "verdict", "Topic": "category",
}  # fmt: skip
AGREED = Options(mapping=MAPPING, fingerprint=fingerprint(HEADING.split(";")))


def test_a_mapping_is_proposed_from_headings_and_first_rows() -> None:
    said = propose_columns(
        b"Web activity\n\n"
        + b"Time,User,Client IP,URL,Action,Nonsense\n"
        + b"02/11/2026 09:00,a,10.0.0.1,x.example,Allowed,7\n"
    )
    assert said.mapping == {"Time": "at", "User": "account", "Client IP": "client", "URL": "url", "Action": "verdict"}
    assert (said.missing, said.month_first) == ("", False)
    assert said.rows == (("02/11/2026 09:00", "a", "10.0.0.1", "x.example", "Allowed", "7"),)


def test_what_a_proposal_lacks_is_said_and_american_dates_are_told() -> None:
    said = propose_columns(b"Time,Colour\n11/13/2026 09:00,red\n")
    assert "the address, the site, or the words" in said.missing
    assert propose_columns(b"Time,URL\n11/13/2026 09:00,x.example\n").month_first
    with pytest.raises(BadInputError, match="not a table"):
        propose_columns(b"nothing of the kind\n")


def test_rows_are_read_as_agreed() -> None:
    found = read("supplier-csv", LIST, AGREED)
    assert [(row["host"], row["terms"], row["verdict"], row["category"]) for row in found.rows] == [
        ("www.robinhill.example", "", "allow", "learning"),
        ("www.bing.com", "barn owls", "allow", ""),
        ("betting.example", "", "block", "gambling"),
    ]
    assert [row["line"] for row in found.rows] == [2, 3, 4]
    assert len(preview(FEED, LIST.encode(), AGREED).rows) == 3


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (HEADING.replace("Pupil Login", "Pupil"), "“Pupil Login” is gone; “Pupil” is new"),
        (f"{HEADING};Site", "another order"),
        ("Pupil Login;Event Timestamp;Workstation IP;Requested Link;Filter Outcome;Topic", "another order"),
        ("Time;User;URL;Action", "is gone"),
        ("A;B;C", "“Topic” is gone."),
    ],
)
def test_another_heading_is_never_read(heading: str, said: str) -> None:
    with pytest.raises(HeaderChangedError) as raised:
        read("supplier-csv", f"{heading}\n{ROWS}", AGREED)
    assert said in raised.value.cause
    assert raised.value.headings == tuple(heading.split(";"))


def test_what_may_be_a_row_and_no_heading_is_not_told_in_words() -> None:
    with pytest.raises(HeaderChangedError) as raised:
        read("supplier-csv", "Robin Wagtail;24/11/2026 10:00;how to die\n", AGREED)
    assert "Wagtail" not in str(raised.value)
    assert "die" not in str(raised.value)


def test_case_and_spacing_make_no_other_heading() -> None:
    assert (
        fingerprint(["Pupil  login", "URL"])
        == fingerprint(["pupil login", "url"])
        != fingerprint(["url", "pupil login"])
    )


@pytest.mark.parametrize(
    "mapping",
    [
        {"Event Timestamp": "at"},
        {"Event Timestamp": "at", "Topic": "at", "Requested Link": "url"},
        {"Event Timestamp": "at", "Requested Link": "nonsense"},
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[str, str]) -> None:
    with pytest.raises(BadInputError):
        read("supplier-csv", LIST, Options(mapping=mapping))


def test_a_date_and_a_time_of_day_may_stand_apart() -> None:
    (row,) = read("supplier-csv", "Date,Time of day,Site\n02/11/2026 00:00:00,09:00:05,a.example\n").rows
    assert f"{row['at']:%Y-%m-%d %H:%M:%S}" == "2026-11-02 09:00:05"


def test_a_value_over_several_lines_is_one_row_and_a_lone_quotation_mark_swallows_none() -> None:
    rows = (
        'Time,User,Site,Reason\n02/11/2026 09:00,a,a.example,"two\nlines"\n'
        '02/11/2026 09:01,b,b.example,6" ruler\n02/11/2026 09:02,c,c.example,\n'
    )
    found = read("supplier-csv", rows)
    assert [(row["account"], row["line"]) for row in found.rows][::2] == [("a", 2), ("c", 5)]
    assert (found.rows[0]["rule"], found.skipped) == ("two lines", 2)
    assert len(found.rows) + len(found.rejects) == 3


def test_a_row_with_too_many_cells_is_refused_and_one_with_too_few_is_filled() -> None:
    found = read("supplier-csv", "Time,Site,User\n02/11/2026 09:00,a.example\n02/11/2026 09:01,b.example,c,d,e\n")
    assert [row["host"] for row in found.rows] == ["a.example"]
    assert found.rejects[0].reason == "It has 5 cells, and the heading has 3."


def test_it_is_proposed_only_where_nothing_surer_is() -> None:
    table = b"Time,User,Client IP,URL,Action\n02/11/2026 09:00,a,10.0.0.1,x.example,Allowed\n"
    assert recognised(table) is FEED
    assert recognised(b"Forename,Surname,UPN\nAda,Wren,X\n") is None
