"""Lists of a directory's accounts: tied by number or address, never by a name; asked before any is gone; taken back."""

import pytest
from django.utils import timezone

from schoolgate.estate import actions as estate
from schoolgate.estate import queries
from schoolgate.estate.actions.accounts import digest_of as digest_of_account
from schoolgate.estate.models import DirectoryAccount, ToldAccount
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.tests.test_pushing import may
from schoolgate.frame.bitemporal import put
from schoolgate.intake import actions
from schoolgate.intake.models import Delivery, RejectedRow
from schoolgate.intake.queries import preview
from schoolgate.intake.tests.giving import OPERATOR, given
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.identifiers import digest_of
from schoolgate.people.models import Identifier, Person, School

HEADING = (
    "First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],"
    "Status [READ ONLY],Last Sign In [READ ONLY],Employee ID\n"
)
SAM = "Sam,Rook,s.rook@robinhill.example,/Staff,Active,2026/11/20,SR\n"
ZOE = "Zoë,Ó Briain,zoe@robinhill.example,/Pupils,Active,Never logged in,M820200000011\n"
ADA = "Ada,Lane,ada@robinhill.example,/Pupils,Suspended,Never logged in,\n"
GAM = WAYS.get("gam")


def identified(school: School, name: str, scheme: str, value: str) -> Person:
    person = people.add_person(school, name, actor=OPERATOR)
    row = Identifier(school=school, person=person, scheme=scheme, value=value, digest=digest_of(school, scheme, value))
    row.valid_from, row.recorded_at = today(school), timezone.now()
    put(row)
    return person


@pytest.fixture
def zoe(school: School) -> Person:
    return identified(school, "Zoë Ó Briain", Identifier.Scheme.UPN, "M820200000011")


def listed(school: School, text: str, name: str = "User_Download.csv") -> Delivery:
    delivery = given(school, text.encode(), name)
    assert delivery.state == Delivery.State.READY, delivery.trouble
    return delivery


def done(school: School, text: str, *, answered: bool = False) -> Delivery:
    delivery = listed(school, text)
    return actions.apply(delivery, shown=delivery.plan_digest, answered=answered, actor=OPERATOR)


def known(school: School) -> dict[str, tuple[bool | None, str, str]]:
    every = [one for one in queries.every_account(school, on=today(school)) if not one.ended]
    addresses = queries.addresses_of(school, [one.ref for one in every])
    return {addresses[one.ref]: (one.active, one.gone, one.holder) for one in every}


def test_a_google_download_is_taken_in_and_taken_back(school: School, zoe: Person) -> None:
    delivery = done(school, HEADING + SAM + ZOE + ADA)

    assert delivery.counts == {"added": 3}
    assert known(school) == {
        "s.rook@robinhill.example": (True, "", ""),
        "zoe@robinhill.example": (True, "", zoe.ref),
        "ada@robinhill.example": (False, "", ""),
    }
    actions.undo(delivery, actor=OPERATOR)
    assert known(school) == {}
    assert done(school, HEADING + SAM + ZOE).counts == {"added": 2}
    assert known(school)["zoe@robinhill.example"] == (True, "", zoe.ref)


def test_the_same_list_again_changes_nothing(school: School, zoe: Person) -> None:
    done(school, HEADING + SAM + ZOE + ADA)
    again = listed(school, HEADING + SAM + ADA + ZOE)
    assert (preview(again).changes, again.unchanged, again.stops) == ((), 3, False)


def test_no_account_is_given_to_anybody_by_a_name(school: School) -> None:
    people.add_person(school, "Ada Lane", actor=OPERATOR)
    done(school, HEADING + ADA)
    assert known(school)["ada@robinhill.example"] == (False, "", "")
    (row,) = ToldAccount.objects.for_school(school)
    assert len(row.name_digest) == 64


def test_an_address_that_is_known_of_somebody_ties_also_where_it_is_not_the_first(school: School) -> None:
    sam = identified(school, "Sam Rook", Identifier.Scheme.EMAIL, "s.rook@robinhill.example")
    heading = "Block credential,Display name,First name,Last name,Proxy addresses,User principal name\n"
    row = "False,Sam Rook,Sam,Rook,SMTP:S.Rook@robinhill.example+smtp:sr@robinhill.example,srook@robinhill.example\n"
    done(school, heading + row)
    assert known(school) == {"srook@robinhill.example": (True, "", sam.ref)}


def test_two_accounts_with_one_number_are_left_to_a_person(school: School, zoe: Person) -> None:
    plan = preview(listed(school, HEADING + ZOE + ZOE.replace("zoe@", "zoe.admin@")))
    assert [change.words for change in plan.changes] == ["works", "works"]
    assert plan.remarks[1:] == (
        "2 accounts have a number that others of the list have: say on the page Accounts whose.",
    )


def test_one_account_of_two_people_is_left_to_a_person(school: School, zoe: Person) -> None:
    identified(school, "Ada Lane", Identifier.Scheme.EMAIL, "zoe@robinhill.example")
    plan = preview(listed(school, HEADING + ZOE))
    assert plan.remarks[1:] == (
        "1 account would be two people’s, by number and by address: say on the page Accounts whose.",
    )
    assert plan.changes[0].payload["person"] == ""


def test_what_somebody_said_by_hand_stays(school: School, zoe: Person) -> None:
    other = people.add_person(school, "Ada Lane", actor=OPERATOR)
    account = estate.add_account(school, "google", "zoe@robinhill.example", "person", actor=OPERATOR)
    estate.hold_account(account, other, actor=OPERATOR, valid_from=today(school))
    service = estate.add_account(school, "google", "s.rook@robinhill.example", "service", actor=OPERATOR)

    plan = preview(done(school, HEADING + ZOE + SAM))

    assert "another’s" in plan.remarks[0]
    assert known(school)["zoe@robinhill.example"] == (True, "", other.ref)
    service.refresh_from_db()
    assert service.kind == DirectoryAccount.Kind.SERVICE


def test_an_account_that_is_not_named_is_shown_as_gone_once_somebody_said_so(school: School, zoe: Person) -> None:
    done(school, HEADING + SAM + ZOE + ADA)
    delivery = listed(school, HEADING + SAM + ADA)
    assert "1 account of Google Workspace known here is not in the file" in preview(delivery).stop
    with pytest.raises(BadInputError, match="Is it the whole list"):
        actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)

    actions.apply(delivery, shown=delivery.plan_digest, answered=True, actor=OPERATOR)

    assert known(school)["zoe@robinhill.example"] == (True, today(school).isoformat(), zoe.ref)
    (change,) = preview(listed(school, HEADING + SAM + ZOE + ADA)).changes
    assert (change.verb, change.words) == ("changed", "there again, works")
    actions.undo(delivery, actor=OPERATOR)
    assert known(school)["zoe@robinhill.example"] == (True, "", zoe.ref)


def test_a_part_of_the_list_or_a_spoilt_one_makes_none_gone(school: School) -> None:
    done(school, HEADING + SAM + ZOE + ADA)
    part = preview(listed(school, HEADING + SAM))
    assert (part.changes, part.stop) == ((), "")
    assert "It names 1 of the 3 accounts known here" in part.remarks[0]
    spoilt = preview(listed(school, HEADING + SAM + ADA + ZOE.replace("zoe@robinhill.example", "")))
    assert (spoilt.changes, spoilt.remarks[0][:24]) == ((), "1 row could not be read ")
    told = preview(listed(school, HEADING + SAM + ADA + ZOE.replace("Active", "Perhaps")))
    assert (told.changes, told.remarks, told.stop) == ((), (), "")  # her row was spoilt, and she is there


def test_a_long_list_of_whom_nobody_is_ours_is_asked_about(school: School, zoe: Person) -> None:
    rows = "".join(f"Pupil,N{n},n{n}@elsewhere.example,/,Active,,\n" for n in range(30))
    assert "Is it this school’s list" in preview(listed(school, HEADING + rows)).stop


def test_rows_that_cannot_be_used_are_kept_without_what_is_not_read(school: School) -> None:
    delivery = done(school, HEADING + SAM + SAM.replace("s.rook", "S.ROOK") + ZOE.replace("Active", "Perhaps") + ADA)
    rows = RejectedRow.objects.for_school(school).filter(delivery=delivery).order_by("line")
    assert [(row.line, row.reason) for row in rows] == [
        (3, "Line 2 is the same account, s.rook@robinhill.example."),
        (4, "Under “Status [READ ONLY]”: “Perhaps” is none of the words we know there."),
    ]
    assert "Never logged in" not in rows[1].raw
    assert sorted(known(school)) == ["ada@robinhill.example", "s.rook@robinhill.example"]


def test_it_is_not_taken_back_over_what_was_said_since(school: School, zoe: Person) -> None:
    delivery = done(school, HEADING + SAM + ADA)
    account = DirectoryAccount.objects.for_school(school).all()[0]
    estate.hold_account(account, zoe, actor=OPERATOR, valid_from=today(school))
    with pytest.raises(BadInputError, match="changed since"):
        actions.undo(delivery, actor=OPERATOR)


def test_a_list_finds_drift_and_a_tie_makes_it_go(school: School, zoe: Person) -> None:
    """The pupil may use something and has no account; an account that works is nobody's."""
    may(zoe, internet="infant")
    before = queries.drift(school, GAM, today(school))
    assert (before.without_account, before.of_nobody) == ((zoe.ref,), ())

    done(school, HEADING + ZOE.replace("M820200000011", "") + ADA.replace("Suspended", "Active"))

    found = queries.drift(school, GAM, today(school))
    assert found.without_account == (zoe.ref,)
    assert found.of_nobody == ("ada@robinhill.example", "zoe@robinhill.example")
    account = DirectoryAccount.objects.for_school(school).get(digest=digest_of_account("zoe@robinhill.example"))
    estate.hold_account(account, zoe, actor=OPERATOR, valid_from=today(school))
    after = queries.drift(school, GAM, today(school))
    assert (after.without_account, after.of_nobody) == ((), ("ada@robinhill.example",))
    assert [change.account for change in queries.planned(school, GAM, today(school))] == ["zoe@robinhill.example"]


def test_a_gate_that_is_closed_with_an_account_that_works_is_drift_until_it_is_blocked(
    school: School, zoe: Person
) -> None:
    may(zoe, internet="none")
    done(school, HEADING + ZOE + ADA)
    assert queries.drift(school, GAM, today(school)).active_while_closed == ("zoe@robinhill.example",)
    done(school, HEADING + ZOE.replace("Active", "Suspended") + ADA)
    assert queries.drift(school, GAM, today(school)).active_while_closed == ()


def test_an_account_that_is_gone_neither_works_nor_is_pushed(school: School, zoe: Person) -> None:
    may(zoe, internet="infant")
    done(school, HEADING + SAM + ZOE + ADA)
    done(school, HEADING + SAM + ADA, answered=True)
    found = queries.drift(school, GAM, today(school))
    assert found.without_account == (zoe.ref,)
    assert queries.planned(school, GAM, today(school)) == ()


def test_where_the_log_says_an_address_it_is_whose_the_list_says(school: School, zoe: Person) -> None:
    done(school, HEADING + SAM + ZOE)
    estate_then = queries.whole_estate(school, timezone.now())
    assert {one.address: one.person for one in estate_then.accounts.values()} == {"zoe@robinhill.example": zoe.ref}
