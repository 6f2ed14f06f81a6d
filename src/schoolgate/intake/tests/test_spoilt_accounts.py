"""Lists of accounts with faults, made up as files come: every row is an account or is kept with its reason, and
whatever is done to a list, nobody gets another's account and none is gone by a spoilt row.
"""

import csv
import io
import random
import time
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.estate.queries import addresses_of, every_account
from schoolgate.feeds.contract import Layout, Reject, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.scoped import boundary
from schoolgate.intake import actions
from schoolgate.intake.loads.catalogue.accounts import LOAD
from schoolgate.intake.models import Delivery
from schoolgate.intake.tests.giving import OPERATOR
from schoolgate.intake.tests.giving import given as taken
from schoolgate.intake.tests.test_accounts import identified
from schoolgate.people.access import today
from schoolgate.people.models import Identifier, Person, School

HEADINGS: Final = {
    "accounts-google": (
        "First Name [Required]", "Last Name [Required]", "Email Address [Required]", "Org Unit Path [Required]",
        "Status [READ ONLY]", "Last Sign In [READ ONLY]", "Employee ID", "2sv Enrolled [READ ONLY]",
    ),
    "accounts-gam": ("primaryEmail", "name.givenName", "name.familyName", "suspended", "externalIds.0.value"),
    "accounts-entra": (
        "userPrincipalName", "displayName", "surname", "givenName", "userType", "accountEnabled", "employeeId",
    ),
    "accounts-m365": ("User principal name", "Display name", "First name", "Last name", "Block credential"),
}  # fmt: skip
ADDRESS: Final = ("Email Address [Required]", "primaryEmail", "userPrincipalName", "User principal name")
NUMBER: Final = ("Employee ID", "externalIds.0.value", "employeeId")
STATE: Final = {
    "Status [READ ONLY]": "Active",
    "suspended": "False",
    "accountEnabled": "True",
    "Block credential": "no",
}
FAULTS: Final[dict[str, Callable[[str], str]]] = {
    "empty address": lambda _cell: "",
    "formula": lambda cell: f"=1+{cell}",
    "no address": lambda cell: cell.replace("@", " at "),
    "two addresses": lambda cell: f"{cell},{cell}",
}
KINDS: Final = st.sampled_from(["good", "good", "good", "shout", "newline", *FAULTS, "state", "number", "wide"])
PEOPLE: Final = 6


def row_of(feed: str, kind: str, n: int) -> list[str]:
    """The nth row: an account of the nth person, with what is wrong with it."""
    address = f"p{n % PEOPLE}@robinhill.example"
    cells = dict.fromkeys(HEADINGS[feed], f"Name{n}")
    for heading in cells:
        if heading in ADDRESS:
            cells[heading] = (
                FAULTS[kind](address) if kind in FAULTS else address.upper() if kind == "shout" else address
            )
        elif heading in NUMBER:
            cells[heading] = "1.2E+11" if kind == "number" else f"N{n % PEOPLE}"
        elif heading in STATE:
            cells[heading] = "Perhaps" if kind == "state" else STATE[heading]
    if kind == "newline":
        cells[HEADINGS[feed][0 if HEADINGS[feed][0] not in ADDRESS else 1]] = 'A "name"\nof two lines'
    return [*cells.values(), *(["too", "many"] if kind == "wide" else [])]


def file_of(feed: str, rows: list[list[str]], encoding: str, mark: str, end: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark, lineterminator=end)
    writer.writerow(HEADINGS[feed])
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


@settings(max_examples=150, deadline=None)
@given(
    feed=st.sampled_from(sorted(HEADINGS)),
    kinds=st.lists(KINDS, min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    mark=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_row_is_an_account_or_is_kept_with_its_reason(
    feed: str, kinds: list[str], encoding: str, mark: str, end: str
) -> None:
    data = file_of(feed, [row_of(feed, kind, n) for n, kind in enumerate(kinds)], encoding, mark, end)
    assert FEEDS.get(feed).recognises({"users.csv": data}) > 0.9
    items = list(FEEDS.get(feed).parse({"users.csv": data}, Layout()))
    accounts = [one for one in items if isinstance(one, Row) and one.values["what"] == "account"]
    rejects = [one for one in items if isinstance(one, Reject)]
    assert len(accounts) + len(rejects) == len(kinds)
    assert all(one.reason.endswith(".") and one.raw for one in rejects)
    assert all("Name" not in one.raw for one in rejects)
    assert all(one.values["address"][0] == "p" for one in accounts)
    bad = {*FAULTS, "wide", "state"} | ({"number"} if set(HEADINGS[feed]) & set(NUMBER) else set())
    if mark == "," or "two addresses" not in kinds:
        assert len(rejects) == sum(kind in bad for kind in kinds)


@pytest.fixture
def people(school: School) -> list[Person]:
    """Six who are known by number; of two the addresses are known as well."""
    known = [identified(school, f"Person {n}", Identifier.Scheme.MIS, f"N{n}") for n in range(PEOPLE - 2)]
    by_address = [
        identified(school, f"Person {n}", Identifier.Scheme.EMAIL, f"p{n}@robinhill.example")
        for n in range(PEOPLE - 2, PEOPLE)
    ]
    return [*known, *by_address]


def test_whatever_is_wrong_with_a_list_nobody_gets_anothers_account(school: School, people: list[Person]) -> None:
    whose = {f"p{n}@robinhill.example": person.ref for n, person in enumerate(people)}

    @settings(max_examples=120, deadline=None)
    @given(feed=st.sampled_from(sorted(HEADINGS)), kinds=st.lists(KINDS, min_size=1, max_size=18))
    def check(feed: str, kinds: list[str]) -> None:
        data = file_of(feed, [row_of(feed, kind, n) for n, kind in enumerate(kinds)], "utf-8", ",", "\n")
        items = list(FEEDS.get(feed).parse({"users.csv": data}, Layout()))
        with boundary():
            plan = LOAD.plan(school, [one for one in items if isinstance(one, Row)], on=today(school))
        held = [change.payload["address"] for change in plan.changes]
        assert len(held) == len(set(held))
        for change in plan.changes:
            assert change.payload["person"] in ("", whose[str(change.payload["address"])])
        rows = sum(isinstance(one, Row) and one.values["what"] == "account" for one in items)
        assert len(plan.changes) + len(plan.rejects) + plan.unchanged == rows

    check()


@pytest.mark.parametrize("fault", [*FAULTS, "state", "wide", "newline", "shout"])
def test_no_account_is_gone_by_a_spoilt_row(school: School, people: list[Person], fault: str) -> None:
    rows = [row_of("accounts-gam", "good", n) for n in range(PEOPLE)]
    first = taken(school, file_of("accounts-gam", rows, "utf-8", ",", "\n"), "users.csv")
    actions.apply(first, shown=first.plan_digest, answered=True, actor=OPERATOR)
    spoilt = [*rows[:2], row_of("accounts-gam", fault, 2), *rows[3:]]
    again = taken(school, file_of("accounts-gam", spoilt, "utf-8", ",", "\n"), "again.csv")
    assert (again.state, again.stops, again.counts) == (Delivery.State.READY, False, {})


@pytest.mark.parametrize("seed", range(6))
def test_what_a_list_did_is_undone_to_the_last_account(school: School, people: list[Person], seed: int) -> None:
    """Some of the accounts, each as something makes it: new, blocked, there again, gone, tied. Then the same again."""
    chance = random.Random(seed)
    before = _state(school)
    first = _applied(school, _some(chance), "first.csv")
    between = _state(school)
    second = _applied(school, _some(chance), "second.csv")
    after = _state(school)
    actions.undo(second, actor=OPERATOR)
    assert _state(school) == between
    actions.undo(first, actor=OPERATOR)
    assert _state(school) == before
    assert after != between or not second.counts


def _some(chance: random.Random) -> list[list[str]]:
    rows = [row_of("accounts-gam", "good", n) for n in range(PEOPLE) if chance.random() < 0.8]
    for row in rows:
        row[3] = chance.choice(["True", "False"])
        row[4] = row[4] if chance.random() < 0.7 else ""
    return rows


def _applied(school: School, rows: list[list[str]], name: str) -> Delivery:
    delivery = taken(school, file_of("accounts-gam", rows, "utf-8", ",", "\n"), name)
    assert delivery.state == Delivery.State.READY, delivery.trouble
    return actions.apply(delivery, shown=delivery.plan_digest, answered=True, actor=OPERATOR)


def _state(school: School) -> dict[str, tuple[object, ...]]:
    """What is known of each account that has not ended."""
    every = [one for one in every_account(school, on=today(school)) if not one.ended]
    addresses = addresses_of(school, [one.ref for one in every])
    return {addresses[one.ref]: (one.active, one.gone, one.name_digest, one.holder) for one in every}


def test_a_list_ten_times_as_long_takes_about_ten_times_as_long(school: School, people: list[Person]) -> None:
    """Parsing and planning, without the process around them: a ratio of processor time, since machines differ."""

    def seconds(rows: int) -> float:
        data = file_of("accounts-gam", [_long(n) for n in range(rows)], "utf-8", ",", "\n")
        begins = time.process_time()
        items = [one for one in FEEDS.get("accounts-gam").parse({"u.csv": data}, Layout()) if isinstance(one, Row)]
        assert len(LOAD.plan(school, items, on=today(school)).changes) == rows
        return time.process_time() - begins

    seconds(200)
    few, many = min(seconds(400) for _ in range(3)), seconds(4000)
    assert many < 30 * few, (few, many)


def _long(n: int) -> list[str]:
    return [f"a{n}@robinhill.example", f"Given{n}", "Family", "False", f"X{n}"]
