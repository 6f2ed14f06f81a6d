"""The school office: an agency put on the list, a certificate attached to somebody's training, a list given."""

import pytest

from browser.days import Day, fills_day, presses
from browser.visiting import OPERATOR
from schoolgate.intake.models import Delivery
from schoolgate.learning import actions as courses
from schoolgate.learning.queries import needs
from schoolgate.people.access import today
from schoolgate.people.models import Person
from schoolgate.registers.queries import agencies

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.4\n%%EOF\n"
TERMS = b"Type,Name,First day,Last day\nTerm,Autumn term,02/09/2026,18/12/2026\n"


def test_a_morning_at_the_office(day: Day) -> None:
    day.person("Sam Rook", "teachers")
    course = courses.add_course(day.school, "Safe use of tablets", kind="staff", roles=["teachers"], actor=OPERATOR)
    email = day.works("Rhys Beddoe", "office")
    visitor = day.comes(email)
    page = visitor.goes("~/agencies/")
    presses(page, "Add an agency", "link")
    page.get_by_label("Name").fill("Duty desk")
    page.get_by_label("Telephone").fill("01632 960001")
    presses(page, "Add it")
    assert [one.name for one in agencies(day.school, on=today(day.school))] == ["Duty desk"]
    visitor.goes(f"~/training/courses/{course.ref}/")
    page.get_by_label("Sam Rook").check()
    fills_day(page, "taken-on", today(day.school))
    page.set_input_files("#taken-certificate", {"name": "c.pdf", "mimeType": "application/pdf", "buffer": PDF})
    presses(page, "Note it")
    (need,) = needs(day.school, on=today(day.school))
    assert (need.holds, bool(need.certified)) == (True, True)
    visitor.goes("~/files/")
    page.set_input_files("input[type=file]", {"name": "terms.csv", "mimeType": "text/csv", "buffer": TERMS})
    presses(page, "Look at them")
    presses(page, "Keep this")
    presses(page, "Make this change")
    assert Delivery.objects.for_school(day.school).get().state == Delivery.State.APPLIED
    done = ("registers.agency-added", "learning.attended", "intake.received", "intake.applied")
    rhys = Person.objects.for_school(day.school).get(account__email=email)
    assert [day.recorded(kind) for kind in done] == [[rhys.ref]] * 4
