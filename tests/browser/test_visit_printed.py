"""IT support's visit as Chromium prints it: one sheet of A4, however much waits, with what is left for next time."""

from datetime import timedelta

import pypdfium2
import pytest

from browser.visiting import OPERATOR, Doors
from schoolgate.evidence import actions
from schoolgate.people.access import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Look at the laptops of the lower corridor, and say of each whether it was updated, restarted and locked away"


@pytest.mark.parametrize(
    ("jobs", "minutes", "words"), [(3, 20, LONG), (40, 5, LONG), (40, 5, "Look at the charger"), (12, 60, LONG)]
)
def test_a_visit_prints_on_one_sheet(doors: Doors, in_force: object, jobs: int, minutes: int, words: str) -> None:
    day = today(doors.school)
    for number in range(jobs):
        actions.raise_job(
            doors.school,
            kind="look",
            about=f"{number}",
            role="it-lead",
            due=day + timedelta(days=number),
            actor=OPERATOR,
            minutes=minutes,
            words=f"{number + 1}. {words}",
        )
    page = doors.open(width=1280).goes("~/visit/")
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        assert len(printed) == 1
        told = printed[0].get_textpage().get_text_range()
    assert f"1. {words[:18]}" in told
    assert "What could not be done, and why" in told
    assert ("Next time" in told) == (jobs * minutes > 180 or jobs == 40)
    if jobs == 40:
        assert "And " in told
