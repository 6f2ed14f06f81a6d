"""A teacher: reads their part, answers the short check, signs, asks; and of the rest there is no such page for them."""

from datetime import datetime, timedelta

import pytest
from django.core import signing
from playwright.sync_api import Page

from browser.days import Day, presses
from schoolgate.agreements import actions as agreements
from schoolgate.agreements import queries
from schoolgate.agreements.models import Signature
from schoolgate.frame.actor import person as acting
from schoolgate.people.access import today
from schoolgate.policy.queries import in_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _answers(page: Page, day: Day) -> None:
    """Each question by what the page itself says: one's own sentence, or the option that makes a sentence of ours."""
    policy = in_force(day.school, on=today(day.school))
    assert policy is not None
    sentences = [one.clause.text.casefold() for one in policy.promises]
    mine = page.locator("#mine + ol").inner_text()
    asked = page.locator("#check ~ .govuk-form-group")
    assert asked.count() > 1
    for number in range(asked.count()):
        gapped = asked.nth(number).locator("legend").inner_text().partition("“")[2].rpartition("”")[0]
        labels = asked.nth(number).locator("label")
        right = [
            at
            for at, said in enumerate(labels.all_inner_texts())
            if (gapped and any(text.endswith(gapped.replace("…", said).casefold()) for text in sentences))
            or (not gapped and said in mine)
        ]
        assert len(right) == 1, labels.all_inner_texts()
        labels.nth(right[0]).click()


def _was_opened(page: Page, before: timedelta) -> None:
    """The page stands as though it had been opened so long ago: nobody sits and reads in a test.

    What it carries is its own, signed again by the server's key; the server reckons with it as with any other.
    """
    carried = page.locator("input[name=opened]")
    held = signing.loads(carried.input_value(), salt="agreements.check")
    held["at"] = (datetime.fromisoformat(held["at"]) - before).isoformat()
    carried.evaluate("(one, token) => { one.value = token; }", signing.dumps(held, salt="agreements.check"))


def test_reading_signing_and_asking(day: Day) -> None:
    other = day.person("Lena Marlow", "teachers")
    agreements.ask(other, "dsl", "A question of somebody else’s", actor=acting(other.ref))
    visitor = day.comes(day.works("Sam Rook", "teachers"))
    page = visitor.goes("~/agreements/policy/")
    assert "Teachers must tell the DSL" in page.locator("#mine + ol").inner_text()
    _was_opened(page, timedelta(minutes=5))
    _answers(page, day)
    page.locator("#name").fill("Sam Rook")
    presses(page, "Sign")
    assert "You signed this policy on" in page.locator("h1").inner_text()
    signature = Signature.objects.for_school(day.school).get()
    assert (signature.person.name, signature.typed_name) == ("Sam Rook", "Sam Rook")
    assert len(day.recorded("agreements.signed")) == 1
    visitor.goes("~/agreements/questions/")
    page.get_by_label("Your question").fill("May I use my own phone on a trip?")
    presses(page, "Ask")
    told = page.locator("main").inner_text()
    assert "May I use my own phone on a trip?" in told
    assert "A question of somebody else’s" not in told
    assert len(queries.threads(day.school, to=("head", "dsl"))) == 2
    assert len(day.recorded("agreements.question")) == 2


def test_the_rest_is_not_theirs(day: Day) -> None:
    visitor = day.comes(day.works("Sam Rook", "teachers"))
    for address in ("people/", "record/", "governors/", "machines/", "papers/", "settings/", "training/", "visit/"):
        there = f"{visitor.site}/schools/{day.school.ref}/{address}"
        assert (address, visitor.context.request.get(there).status) == (address, 403)
    for thing in ("jobs/no-such-job/", "classes/no-such-class/"):
        there = f"{visitor.site}/schools/{day.school.ref}/{thing}"
        assert (thing, visitor.context.request.get(there).status) == (thing, 404)
    bar = visitor.goes("~/").locator("header nav").first.inner_text()
    for words in ("Machines", "Record", "Files"):
        assert words not in bar
