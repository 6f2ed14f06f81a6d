"""Lists of contacts under the headings of four office systems, long and wide, and spoilt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.feeds.catalogue.contacts_csv import FEED
from schoolgate.feeds.contract import Item, Layout, Reject, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.kernel.errors import BadInputError

LONG = (
    "UPN,Contact Forename,Contact Surname,Relationship,Parental Responsibility,Priority,Email,Court Order\n"
    "M820200000011,Una,Ó Briain,Mother,Yes,1,una@example.org,yes\n"
    "R674123101121,Una,Ó Briain,Mum,Yes,1,una@example.org,\n"
    "M820200000011,Tom,Lane,Step father,No,2,,\n"
    "M820200000011,Ivy,Moss,GP surgery,,3,,\n"
)


def read(text: str | bytes) -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(FEED.parse({"contacts.csv": data}, Layout()))


def of(items: list[Item], what: str) -> list[dict[str, str]]:
    return [dict(item.values) for item in items if isinstance(item, Row) and item.values["what"] == what]


def test_it_works() -> None:
    items = read(LONG)
    assert [row["given_name"] for row in of(items, "carer")] == ["Una", "Tom"], "one mother of two is one person"
    ties = of(items, "cares")
    assert [(tie["relation"], tie["responsibility"]) for tie in ties] == [
        ("mother", "yes"),
        ("mother", "yes"),
        ("step-parent", "no"),
    ]
    assert of(items, "changes"), "nobody joins or leaves by a list of contacts"
    words = " ".join(row["words"] for row in of(items, "remark"))
    assert "Not read: Court Order" in words
    assert "no family" in words


@pytest.mark.parametrize(
    "headings",
    [
        "UPN,Contact Forename,Contact Surname,Relationship,Parental Responsibility",  # SIMS
        "Arbor student ID,Guardian 1 First name,Guardian 1 Last name,Guardian 1 Relationship,Guardian 1 Legal guardian",
        "Admission No.,Contact First Name,Contact Last Name,Relationship to Pupil,Parental Responsibility",  # Bromcom
        "UPN;Contact 1 Forename;Contact 1 Surname;Contact 1 Relationship;Contact 1 Parental Responsibility",
    ],
)
def test_the_headings_of_each_office_system_are_known_by_sight(headings: str) -> None:
    mark = ";" if ";" in headings else ","
    text = f"{headings}\n{mark.join(('M820200000011', 'Una', 'Lane', 'Mother', 'Yes'))}\n"
    sure = {feed.key: feed.recognises({"list.csv": text.encode()}) for feed in FEEDS}
    assert max(sure, key=lambda key: sure[key]) == "contacts-csv", sure
    (tie,) = of(read(text), "cares")
    assert (tie["relation"], tie["responsibility"]) == ("mother", "yes")


def test_contacts_beside_one_another_are_called_in_their_order() -> None:
    items = read(
        "UPN,Contact 1 Name,Contact 1 Parental Responsibility,Contact 2 Name,Contact 2 Parental Responsibility\n"
        'M820200000011,"O\'Hara, Jo",Y,Mr Max Reed,N\nR674123101121,Ann Lee,,,\n'
    )
    assert [(row["given_name"], row["family_name"]) for row in of(items, "carer")] == [
        ("Jo", "O'Hara"),
        ("Max", "Reed"),
        ("Ann", "Lee"),
    ]
    assert [(tie["order"], tie.get("responsibility", "")) for tie in of(items, "cares")] == [
        ("1", "yes"),
        ("2", "no"),
        ("1", ""),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("M820200000011,Tom,Lane,Father,perhaps", "neither yes nor no"),
        ("M820200000011,,,Father,Yes", "no name"),
        (",Tom,Lane,Father,Yes", "whose contact"),
        ("B820200000011,Tom,Lane,Father,Yes", "mistyped"),
        ("M820200000011,,,,", "names no contact"),
        ("M820200000011,Tom,Lane,Father,Yes,and,more", "7"),
    ],
)
def test_a_row_that_cannot_be_used_is_kept_with_its_reason(row: str, why: str) -> None:
    items = read(
        "UPN,Contact Forename,Contact Surname,Relationship,Parental Responsibility\n"
        f"M820200000011,Una,Lane,Mother,Yes\n{row}\n"
    )
    (reject,) = [item for item in items if isinstance(item, Reject)]
    assert why in reject.reason
    assert (reject.line, reject.raw.split(",")[0]) == (3, row.split(",")[0])
    assert len(of(items, "carer")) == 1


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=40), st.integers(0, len(LONG.encode())))
def test_whatever_stands_in_it_nothing_is_thrown_and_nobody_joins(junk: bytes, at: int) -> None:
    spoilt = LONG.encode()[:at] + junk + LONG.encode()[at:]
    try:
        items = read(spoilt)
    except BadInputError:
        return
    assert {row["what"] for row in (dict(item.values) for item in items if isinstance(item, Row))} <= {
        "changes",
        "carer",
        "cares",
        "remark",
    }
