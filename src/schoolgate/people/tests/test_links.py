"""One-time links: made by those who may, for those who see little, used once by pressing a button."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolgate.frame import rounds, upkeep
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, links, opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, School, SignInLink

ACTOR = operator("test")


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def _person(school: School, role: str, account: Account | None = None) -> Person:
    person = actions.add_person(school, "Ines Calloway", actor=ACTOR)
    if account is not None:
        person = actions.give_sign_in(person, account, actor=ACTOR)
    actions.give_role(person, role, actor=ACTOR, valid_from=today(school))
    return person


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_works(school: School) -> None:
    """A governor with no password comes in, once, and sees their own school."""
    governor = _person(school, "governors")
    token = links.make(governor, actor=ACTOR)
    client = Client()
    client.post(f"/come-in/{token}/")
    assert client.get(f"/schools/{school.ref}/").status_code == 200
    again = Client()
    assert again.post(f"/come-in/{token}/").status_code == 410
    assert not _is_in(again)
    kinds = [line.kind for line in lines(school_chain(school.ref), labels=["school"])[:2]]
    assert kinds == ["person.link-used", "person.link-made"]


def test_the_page_that_makes_one_tells_no_childs_name(school: School) -> None:
    account = opening.add_account("it@robinhill.example", "three plain words here", actor=ACTOR)
    both = _person(school, "it-lead", account)
    actions.give_role(both, "administrator", actor=ACTOR, valid_from=today(school))
    client = Client()
    client.force_login(account)
    child, parent = _person(school, "pupils"), _person(school, "parents")
    asked = [client.get(f"/schools/{school.ref}/people/{who.ref}/link/") for who in (child, parent)]
    assert [told.status_code for told in asked] == [404, 200]
    assert "Ines Calloway" not in asked[0].text


def test_a_mail_scanner_that_opens_the_link_does_not_use_it(school: School) -> None:
    token = links.make(_person(school, "parents"), actor=ACTOR)
    for _ in range(3):
        scanner = Client()
        assert "Go in" in scanner.get(f"/come-in/{token}/").text
        scanner.head(f"/come-in/{token}/")
        assert not _is_in(scanner)
    client = Client()
    client.post(f"/come-in/{token}/")
    assert _is_in(client)


def test_strangers_are_told_the_same_of_every_link_that_does_not_work(school: School) -> None:
    used = links.make(_person(school, "parents"), actor=ACTOR)
    links.use(used)
    person = _person(school, "governors")
    older, newer = links.make(person, actor=ACTOR), links.make(person, actor=ACTOR)
    told = {Client().post(f"/come-in/{token}/").content for token in (used, older, "never-was")}
    assert len(told) == 1
    assert b"Ask the school office for a new one" in told.pop()
    with pytest.raises(NotFoundError):
        links.use(newer, now=timezone.now() + links.LASTS + timedelta(seconds=1))


@pytest.mark.parametrize("role", ["head", "dsl", "it-lead", "dpo", "administrator", "teachers", "office", "slt"])
def test_no_link_for_staff_let_alone_for_those_who_need_a_second_step(school: School, role: str) -> None:
    with pytest.raises(DeniedError, match="for parents, governors and visitors only"):
        links.make(_person(school, role), actor=ACTOR)


def test_no_link_past_another_way_in_nor_into_another_school(school: School) -> None:
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    with_password = opening.add_account("one@home.example", "three plain words here", actor=ACTOR)
    without = [Account.objects.create(email=f"{n}@home.example", password="!") for n in ("two", "three")]
    RecoveryCodes.activate(without[0])
    _person(other, "teachers", without[1])
    for account in (with_password, *without):
        with pytest.raises(DeniedError, match="a sign-in of their own"):
            links.make(_person(school, "governors", account), actor=ACTOR)


def test_a_link_made_before_they_became_more_no_longer_works(school: School) -> None:
    governor = _person(school, "governors")
    token = links.make(governor, actor=ACTOR)
    actions.give_role(governor, "dsl", actor=ACTOR, valid_from=today(school))
    with pytest.raises(NotFoundError):
        links.use(token)
    assert SignInLink.objects.for_school(school).get().used_at is None


def test_who_came_by_a_link_and_became_more_meanwhile_reaches_nothing(school: School, settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    governor = _person(school, "governors")
    client = Client()
    client.post(f"/come-in/{links.make(governor, actor=ACTOR)}/")
    for address in ("/account/password/change/", "/account/2fa/totp/activate/", "/account/2fa/recovery-codes/"):
        assert client.get(address).status_code == 403  # a link is no way to a lasting sign-in
    actions.give_role(governor, "dsl", actor=ACTOR, valid_from=today(school))
    assert client.get(f"/schools/{school.ref}/", follow=True).status_code == 403


def test_only_the_digest_is_kept_and_not_for_long(school: School) -> None:
    token = links.make(_person(school, "parents"), actor=ACTOR)
    row = SignInLink.objects.for_school(school).get()
    assert token not in str(vars(row))
    assert upkeep.sweep(timezone.now() + timedelta(days=31))["people.sign-in-links"] == 1


def test_the_office_sends_one_or_prints_one(school: School, mailoutbox: list[EmailMessage]) -> None:
    office = Client()
    account = opening.add_account("office@robinhill.example", "three plain words here", actor=ACTOR)
    _person(school, "office", account)
    office.force_login(account)
    parent, governor = _person(school, "parents"), _person(school, "governors")
    page = f"/schools/{school.ref}/people/{parent.ref}/link/"
    assert "is on its way" in office.post(page, {"email": "ines@home.example"}).text
    rounds.go_round(timezone.now())
    (letter,) = mailoutbox
    assert letter.to == ["ines@home.example"]
    assert "/come-in/" in str(letter.body)
    printed = office.post(f"/schools/{school.ref}/people/{governor.ref}/link/", {"email": ""})
    assert "/come-in/" in printed.text
    assert len(mailoutbox) == 1
    for who, offered in ((governor, True), (_person(school, "teachers"), False)):  # and again for the next time
        person_page = office.get(f"/schools/{school.ref}/people/{who.ref}/").text
        assert ("Make them a one-time link" in person_page) is offered
    assert (
        "is on its way"
        in office.post(f"/schools/{school.ref}/people/{governor.ref}/link/", {"email": "ana@home.example"}).text
    )
    rounds.go_round(timezone.now())
    assert [one.to for one in mailoutbox] == [["ines@home.example"], ["ana@home.example"]]
    taken = office.post(
        f"/schools/{school.ref}/people/{_person(school, 'parents').ref}/link/", {"email": account.email}
    )
    assert "somebody signs in by that address already" in taken.text


def test_an_address_that_is_taken_makes_nothing(school: School) -> None:
    opening.add_account("taken@home.example", "three plain words here", actor=ACTOR)
    with pytest.raises(BadInputError):
        links.make(_person(school, "parents"), email="taken@home.example", actor=ACTOR)
    assert Account.objects.count() == 1
