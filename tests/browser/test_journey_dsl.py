"""The safeguarding lead: a teacher's question answered, a number checked, a procedure known, and no JavaScript."""

import pytest

from browser.days import LONG_AGO, Day, presses
from browser.visiting import OPERATOR
from schoolgate.agreements import actions as agreements
from schoolgate.agreements import queries
from schoolgate.frame.actor import person as acting
from schoolgate.people.access import today
from schoolgate.registers import actions as registers
from schoolgate.registers.queries import agencies

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANSWER = "Before you go home, and in person if you can."


def test_a_morning_without_javascript(day: Day) -> None:
    teacher = day.person("Sam Rook", "teachers")
    agreements.ask(teacher, "dsl", "When is the same day?", actor=acting(teacher.ref))
    registers.add_agency(day.school, "lado", "Duty desk", telephone="01632 960001", on=LONG_AGO, actor=OPERATOR)
    job = day.job("dsl", "Read the procedure for allegations", "The DSL must know")
    visitor = day.comes(day.works("Tom Ferreira", "dsl"), javascript=False)
    page = visitor.goes("~/agreements/questions/")
    assert page.locator("h1").inner_text() == "One question waits for your answer."
    page.get_by_label("Your answer").fill(ANSWER)
    presses(page, "Answer")
    (thread,) = queries.threads(day.school, person=teacher)
    assert (thread.answered, [turn.words for turn in thread.turns]) == (True, ["When is the same day?", ANSWER])
    visitor.goes("~/agencies/")
    presses(page, "Still right")
    assert page.locator("h1").inner_text() == "Every number was found right this term."
    assert agencies(day.school, on=today(day.school))[0].checked_by == "Tom Ferreira"
    visitor.goes(f"~/jobs/{job}/")
    presses(page, "It is done")
    assert len(day.recorded("job.done")) == 1
    shared = visitor.goes("~/governors/").locator("main")
    assert "For governors: no names" in shared.inner_text()
    assert shared.get_by_role("button", name="I have read this").count() == 0  # that is for governors to sign
