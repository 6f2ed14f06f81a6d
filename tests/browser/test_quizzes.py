"""A supply teacher signs on her first morning, on a phone; a class takes its quiz in pictures with its teacher."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.utils import timezone

from browser.days import Day, presses
from browser.visiting import EMAIL, PASSWORD, axe_finds
from schoolgate.agreements import actions as agreements
from schoolgate.agreements.actions.handing_over import handed_over
from schoolgate.agreements.actions.own import opened_page
from schoolgate.agreements.models import QuizResult, Signature
from schoolgate.agreements.words_check import questions
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import put
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Account, Group, Membership, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY = operator("test")
SALT = "agreements.own"


def _who(day: Day, email: str) -> Person:
    found: Person = Person.objects.for_school(day.school).get(account__email=email)
    return found


def _booked(day: Day, name: str, days: int) -> Person:
    """Somebody who teaches here from today, for so many days."""
    person = people.add_person(day.school, name, actor=BY)
    account = Account(email="supply@robinhill.example", password=make_password(PASSWORD))
    account.save()
    people.give_sign_in(person, account, actor=BY)
    begins = today(day.school)
    people.give_role(person, "teachers", actor=BY, valid_from=begins, valid_to=begins + timedelta(days=days))
    return person


def _approved(day: Day, *kinds: str) -> None:
    head = _who(day, EMAIL)
    for kind in kinds:
        agreements.approve(agreements.draft(day.school, kind, actor=BY), actor=acting(head.ref))


def test_a_supply_teacher_signs_on_her_first_morning(day: Day) -> None:
    _approved(day, "staff-acceptable-use", "supply-staff")
    sam = _booked(day, "Sam Rook", days=5)
    visitor = day.comes("supply@robinhill.example", width=390)
    page = visitor.goes("~/agreements/mine/")
    page.get_by_role("button", name="Read and sign: Acceptable use: supply staff").click()
    carried = page.locator("input[name=opened]")
    held = signing.loads(carried.input_value(), salt=SALT)
    held["at"] = (datetime.fromisoformat(held["at"]) - timedelta(minutes=2)).isoformat()
    carried.evaluate("(one, token) => { one.value = token; }", signing.dumps(held, salt=SALT))
    wording, text = agreements.words_to_sign(sam, "supply-staff")
    for one in questions(text.body, opened_page(carried.input_value(), sam, wording).seed):
        page.locator(f"label:has-text('{one.sentence}')").click()
    page.locator("#name").fill("Sam Rook")
    presses(page, "Sign")
    assert "What you signed" in page.locator("main").inner_text()
    signature = Signature.objects.for_school(day.school).get()
    assert (signature.until, signature.device) == (today(day.school) + timedelta(days=4), "computer")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def _owls(day: Day, teacher: Person, *children: Person) -> Group:
    group = Group(school=day.school, kind=Group.Kind.CLASS, name="Owls", digest="owls")
    group.save()
    for person, capacity in ((teacher, "staff"), *((one, "pupil") for one in children)):
        row = Membership(school=day.school, person=person, group=group, capacity=capacity, valid_from=today(day.school))
        row.recorded_at = timezone.now()
        put(row)
    return group


def test_a_class_takes_its_quiz_in_pictures(day: Day) -> None:
    email = day.works("Ada Lark", "teachers")
    ada = _who(day, email)
    group = _owls(day, ada)
    visitor = day.comes(email)
    page = visitor.goes("~/agreements/quizzes/")
    assert "Owls: Safe on screens" in page.locator("main").inner_text()
    page.get_by_role("button", name="Take it with Owls: Safe on screens").click()
    assert page.locator("label svg use").count() == page.locator("label").count()
    _seed, drawn = agreements.asked_on(page.locator("input[name=page]").input_value(), ada, "infants")
    for number, one in enumerate(drawn, start=1):
        page.locator(f"label[for=q{number}-{one.right}]").click()
    presses(page, "Done")
    assert "Owls knows what to do." in page.locator("h1").inner_text()
    result = QuizResult.objects.for_school(day.school).get()
    assert (result.person, result.group, result.passed) == (None, group, True)
    assert "It holds until" in visitor.goes("~/agreements/quizzes/").locator("main").inner_text()


def test_two_children_in_turn_show_it_alone_on_the_tablet_they_are_handed(day: Day) -> None:
    email = day.works("Ada Lark", "teachers")
    children = [people.add_person(day.school, name, actor=BY) for name in ("Leo Ortiz-Vega", "Zoë Brannigan")]
    for child in children:
        people.give_role(child, "pupils", actor=BY, valid_from=today(day.school))
    _owls(day, _who(day, email), *children)
    visitor = day.comes(email, width=820)
    page = visitor.goes("~/agreements/quizzes/")
    assert axe_finds(page) == []
    page.get_by_role("link", name="Hand it to one child after another: Owls, Safe on screens").click()
    assert axe_finds(page) == []
    assert "0 of 2 in Owls have shown it alone." in page.locator("h1").inner_text()
    presses(page, "Sign me out and hand it over")
    over = handed_over(page.url.split("/")[4])
    for nth, ref in enumerate(over.children):
        assert axe_finds(page) == []
        presses(page, "Begin")
        for number, one in enumerate(over.drawn(nth)):
            if not number:
                assert axe_finds(page) == []
            assert page.locator("fieldset svg use").count() >= len(one.options)
            page.locator("input[type=radio]").nth(one.right).focus()
            page.keyboard.press("Space")
            presses(page, "Go on")
        assert "Well done" in page.locator("h1").inner_text()
        assert QuizResult.objects.for_school(day.school).get(person__ref=ref).passed
        page.locator("a.govuk-button").click()
    assert "Please give this back to your teacher." in page.locator("main").inner_text()
    assert visitor.goes("~/agreements/quizzes/").locator("input[type=password]").count() == 1
