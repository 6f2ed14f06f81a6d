"""A letter on paper: whoever it goes to gets in by what it says, and by nothing that needs a mail server."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR, signed_in
from schoolgate.kernel.clocks.months import spelt
from schoolgate.notices.models import Notice
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, School
from schoolgate.policy.models import Version

TO = {"name": "Callum Reid", "email": "callum@fieldfare.example"}
_PASSWORD = re.compile(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b")


def printed(client: Client, school: School, **to: str) -> str:
    page = client.post(f"/schools/{school.ref}/first/letters/it-lead/", {**TO, **to, "do": "print"})
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]  # it may hold a password
    return words_of(page)


def test_it_works(client: Client, school: School, in_force: Version) -> None:
    """Nothing but the paper is needed: the address, and the password it tells."""
    letter = printed(client, school)
    (password,) = _PASSWORD.findall(letter)
    assert "Dear Callum Reid," in letter
    stranger = Client()
    stranger.post("/account/login/", {"login": TO["email"], "password": password})
    assert stranger.get(f"/schools/{school.ref}/", follow=True).status_code == 200
    assert "forgotten" not in letter
    assert not Notice.objects.for_school(school).exists()


def test_printed_again_before_it_was_used_the_new_one_opens_and_the_old_one_no_more(
    client: Client, school: School, in_force: Version
) -> None:
    (old,), (new,) = (_PASSWORD.findall(printed(client, school)) for _ in range(2))
    account = Account.objects.get(email=TO["email"])
    assert (account.check_password(old), account.check_password(new)) == (False, True)


def test_who_has_signed_in_keeps_their_password(client: Client, school: School, in_force: Version) -> None:
    printed(client, school)
    before = signed_in(TO["email"]) and Account.objects.get(email=TO["email"]).password
    letter = printed(client, school)
    assert _PASSWORD.findall(letter) == []
    assert "with the address callum@fieldfare.example and your own password" in letter
    assert Account.objects.get(email=TO["email"]).password == before


@pytest.mark.parametrize("elsewhere", [True, False])
def test_it_is_no_way_to_come_in_as_somebody_who_sees_more(
    client: Client, school: School, in_force: Version, *, elsewhere: bool
) -> None:
    account = opening.add_account("tom@robinhill.example", "three plain words here", actor=OPERATOR)
    tom = actions.add_person(school, "Tom Ferreira", actor=OPERATOR)
    actions.give_sign_in(tom, account, actor=OPERATOR)
    if elsewhere:
        other = actions.add_school(name="Wren Lane Primary School", actor=OPERATOR)
        actions.give_sign_in(actions.add_person(other, "T Ferreira", actor=OPERATOR), account, actor=OPERATOR)
    else:
        actions.give_role(tom, "dsl", actor=OPERATOR, valid_from=today(school))
    letter = printed(client, school, name="Tom Ferreira", email=account.email)
    assert _PASSWORD.findall(letter) == []
    account.refresh_from_db()
    assert account.check_password("three plain words here")


def test_a_password_is_on_no_page_but_the_one_that_is_printed(
    client: Client, school: School, in_force: Version
) -> None:
    (password,) = _PASSWORD.findall(printed(client, school))
    again = client.get(f"/schools/{school.ref}/first/letters/it-lead/")
    assert password not in again.content.decode()


def test_whoever_looks_after_a_trust_is_not_let_in_by_a_schools_letter(
    client: Client, school: School, in_force: Version
) -> None:
    """They belong to no school: one of its heads would see how all the others stand."""
    trust = actions.add_trust("Kingfisher Learning Trust", actor=OPERATOR)
    told = opening.let_into_trust(
        trust, TO["email"], "Ada Penhallow", "trust-lead", actor=OPERATOR, valid_from=today(school)
    )
    assert _PASSWORD.findall(printed(client, school)) == []
    assert Account.objects.get(email=TO["email"]).check_password(told)


def test_nor_is_somebody_who_sees_more_from_next_week(client: Client, school: School, in_force: Version) -> None:
    account = opening.add_account("tom@robinhill.example", "three plain words here", actor=OPERATOR)
    tom = actions.add_person(school, "Tom Ferreira", actor=OPERATOR)
    actions.give_sign_in(tom, account, actor=OPERATOR)
    actions.give_role(tom, "dsl", actor=OPERATOR, valid_from=today(school) + timedelta(days=7))
    assert _PASSWORD.findall(printed(client, school, name="Tom Ferreira", email=account.email)) == []
    account.refresh_from_db()
    assert account.check_password("three plain words here")


def test_a_letter_that_was_lost_opens_nothing_after_two_weeks(
    client: Client, school: School, in_force: Version
) -> None:
    letter = printed(client, school)
    (lost,) = _PASSWORD.findall(letter)
    account = Account.objects.get(email=TO["email"])
    assert account.first_until is not None
    assert spelt(timezone.localtime(account.first_until).date()) in letter
    Account.objects.filter(pk=account.pk).update(first_until=timezone.now() - timedelta(minutes=1))
    finder = Client()
    finder.post("/account/login/", {"login": TO["email"], "password": lost})
    assert "_auth_user_id" not in finder.session
    (new,) = _PASSWORD.findall(printed(client, school))
    holder = Client()
    holder.post("/account/login/", {"login": TO["email"], "password": new})
    assert "_auth_user_id" in holder.session


def test_a_password_they_chose_has_no_end(client: Client, school: School, in_force: Version) -> None:
    printed(client, school)
    account = Account.objects.get(email=TO["email"])
    opening.set_password(account, "three plain words here", actor=OPERATOR)
    account.refresh_from_db()
    assert (account.first_until, account.check_password("three plain words here")) == (None, True)
