"""Staff sign for themselves: words read, a short check, their own name; supply staff their own; new words anew."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.agreements import actions, queries
from schoolgate.agreements.actions.own import opened_page
from schoolgate.agreements.models import Signature, Sitting
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.agreements.words_check import changes, promises, questions
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people import actions as people
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, School

AUP = "staff-acceptable-use"
SUPPLY = "supply-staff"
MINUTE = timedelta(minutes=1)
type As = Callable[[str], Client]


@pytest.fixture
def kit(school: School, amara: Person) -> Person:
    approved(school, amara, AUP, SUPPLY, "sharing-rights", from_on=LONG_AGO)
    return somebody(school, "Kit O’Hara", "teachers")


def signs(person: Person, kind: str, *, name: str = "", wrong: int = 0, quick: bool = False) -> actions.Tried:
    wording, text = actions.words_to_sign(person, kind)
    token = actions.page_of(person, wording, at=timezone.now() - (timedelta() if quick else 2 * MINUTE))
    asked = questions(text.body, opened_page(token, person, wording).seed)
    told = {one.key: str(one.right) for one in asked[wrong:]}
    return actions.sign_own(person, kind, token=token, answers=told, name=name or person.name, actor=as_self(person))


def states(person: Person, days: int = 0) -> dict[str, str]:
    day = today(person.school) + timedelta(days=days)
    return {one.kind: one.state for one in queries.own(person.school, person, roles_of(person, day), day)}


def test_it_works(school: School, kit: Person) -> None:
    assert states(kit) == {AUP: "open", "sharing-rights": "open"}

    done = signs(kit, AUP, name="kit  o'hara")

    assert done.signature is not None
    assert (done.signature.typed_name, done.signature.way) == ("kit o'hara", "page")
    assert states(kit)[AUP] == "signed"
    assert states(kit, days=366)[AUP] == "ran-out", "each school year anew"


@pytest.mark.parametrize("fault", [{"wrong": 1}, {"quick": True}, {"name": "Kit"}])
def test_a_try_that_is_wrong_quick_or_under_another_name_signs_nothing(kit: Person, fault: dict[str, object]) -> None:
    tried = signs(kit, AUP, **fault)  # type: ignore[arg-type]  # of several shapes

    assert (tried.signature, Signature.objects.for_school(kit.school).count()) == (None, 0)
    assert Sitting.objects.for_school(kit.school).count() == 1, "the try is kept"


def test_nobody_signs_for_another_and_nobody_what_is_not_asked_of_them(school: School, kit: Person) -> None:
    other, parent = somebody(school, "Ada Lark", "teachers"), somebody(school, "Ola Nowak", "parents")
    wording, _text = actions.words_to_sign(kit, AUP)
    token = actions.page_of(kit, wording)
    with pytest.raises(DeniedError):
        actions.sign_own(kit, AUP, token=token, answers={}, name=kit.name, actor=as_self(other))
    with pytest.raises(BadInputError):
        actions.sign_own(other, AUP, token=token, answers={}, name=other.name, actor=as_self(other))
    with pytest.raises(NotFoundError):
        actions.words_to_sign(parent, AUP)


def test_supply_staff_sign_their_own_words_for_the_days_of_their_booking(school: School, kit: Person) -> None:
    sam = people.add_person(school, "Sam Day", actor=ACTOR)
    day = today(school)
    people.give_role(sam, "teachers", actor=ACTOR, valid_from=day, valid_to=day + timedelta(days=5))
    assert SUPPLY in states(sam)
    assert AUP not in states(sam)

    done = signs(sam, SUPPLY)

    assert done.signature is not None
    assert done.signature.until == day + timedelta(days=4)
    assert states(sam, days=4)[SUPPLY] == "signed"
    answers = {one.thing: one for one in queries.gate_then(school, day).answers([sam.ref])}
    assert answers["internet"].is_open
    assert not answers["email"].is_open
    chased = {one.name: one.kinds for one in queries.missing(school, day)}
    assert AUP not in chased["Sam Day"]
    assert AUP in chased["Kit O’Hara"]
    with pytest.raises(NotFoundError):
        actions.words_to_sign(kit, SUPPLY)


def test_new_words_are_signed_anew_from_their_day_and_say_what_changed(
    school: School, amara: Person, kit: Person
) -> None:
    signs(kit, AUP)
    row = actions.draft(school, AUP, body="Hello.\n- I lock my screen.\n- I keep secrets.", actor=ACTOR)
    actions.approve(row, actor=as_self(amara), from_on=today(school) + timedelta(days=7))

    assert states(kit)[AUP] == "signed"
    day = today(school) + timedelta(days=7)
    (one,) = [one for one in queries.own(school, kit, roles_of(kit, day), day) if one.kind == AUP]
    assert (one.state, one.new) == ("changed", ("Hello.", "I lock my screen.", "I keep secrets."))
    assert any("sign-in only" in line for line in one.gone)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=8), st.text(max_size=5))
def test_every_question_is_answered_by_a_promise_of_the_words_alone(lines: list[str], seed: str) -> None:
    body = "\n".join(f"- I do {line}." for line in lines)
    asked = questions(body, seed)
    assert len(asked) == min(len(set(lines)), 3)
    for one in asked:
        assert one.sentence == one.options[one.right]
        assert one.sentence in promises(body)
        assert [option for option in one.options if option in promises(body)] == [one.sentence]
    assert changes(body, "\n".join(reversed(body.splitlines()))) == ((), ()), "what only moved has not changed"


def test_the_pages_of_a_teacher(school: School, amara: Person, works_as: As, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(school, amara, AUP, from_on=LONG_AGO)
    client, base = works_as("teachers"), f"/schools/{school.ref}/agreements/mine/"
    first = client.get(base).content.decode()
    assert "2 things wait for your name." in first
    assert "You have not signed “" in unescape(first)
    shown = client.get(f"{base}{AUP}/").content.decode()
    person = next(one for one in Person.objects.for_school(school) if one.name == "Kit Teachers")
    assert "Nobody reads it that fast" in client.post(f"{base}{AUP}/", _filled(person, shown)).content.decode()
    monkeypatch.setattr("schoolgate.agreements.actions.own.least_seconds", lambda _body: 0)
    wrong = _filled(person, shown) | {"name": "Kit"}
    assert "Type your name as the school writes it" in client.post(f"{base}{AUP}/", wrong).content.decode()
    unanswered = {key: value for key, value in _filled(person, shown).items() if not key.startswith("q-")}
    assert "The words say: “" in unescape(client.post(f"{base}{AUP}/", unanswered).content.decode())
    assert "it was not opened here" in client.post(f"{base}{AUP}/", {"opened": "forged"}).content.decode().lower()
    done = client.post(f"{base}{AUP}/", _filled(person, shown), follow=True).content.decode()
    assert "Signed. Thank you" in done
    assert "The words you signed" in done
    assert "You signed this on" in client.get(f"{base}{AUP}/").content.decode()
    client.post(f"{base}{AUP}/", _filled(person, shown))
    assert Signature.objects.for_school(school).count() == 1, "a second press signs nothing more"


def _filled(person: Person, shown: str) -> dict[str, str]:
    token = re.search(r'name="opened" value="([^"]+)"', shown)
    assert token is not None
    wording, text = actions.words_to_sign(person, AUP)
    asked = questions(text.body, opened_page(token[1], person, wording).seed)
    return {f"q-{one.key}": str(one.right) for one in asked} | {"opened": token[1], "name": person.name}
