"""IT support, on the visit: the sheet of jobs, one done, one not so, a note left for the head, and no JavaScript."""

from datetime import timedelta

import pytest

from browser.days import Day, fills_day, presses
from schoolgate.evidence import queries as evidence
from schoolgate.people.access import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_without_javascript(day: Day) -> None:
    job = day.job("it-lead", "See that the laptops are up to date", "IT support installs")
    visitor = day.comes(day.works("Callum Reid", "it-lead"), javascript=False)
    page = visitor.goes("~/visit/")
    assert "Today’s visit" in page.locator("h1").inner_text()
    presses(page, "See that the laptops are up to date", "link")
    assert page.url.endswith(f"/jobs/{job}/")
    page.locator("summary", has_text="It is not so").click()
    page.get_by_label("What are we doing?").fill("Two laptops are updated tonight.")
    page.get_by_label("Who?").fill("Callum Reid")
    fills_day(page, "id_by_when", today(day.school) + timedelta(days=2))
    presses(page, "It is not so: keep this")
    (remedy,) = evidence.being_put_right(day.school, today(day.school))
    assert remedy.promise == day.promise("IT support installs")
    visitor.goes("~/visit/")
    page.locator("form.sg-form textarea").fill("Two laptops were in a locked room.")
    presses(page, "Leave the note for the head")
    (note,) = evidence.leave_notes(day.school)
    assert (note.by, note.words, note.done) == ("Callum Reid", "Two laptops were in a locked room.", 1)
    assert len(day.recorded("visit.note")) == 1
    head = day.comes()
    assert "Two laptops were in a locked room." in head.goes("~/visit/").locator("main").inner_text()
