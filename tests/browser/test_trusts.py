"""The pages of a trust, as its safeguarding lead: on a telephone, on a desk, in the dark, by keyboard and without
JavaScript."""

from datetime import date

import pytest

from browser.visiting import OPERATOR, Doors, Visitor, axe_finds
from schoolgate.evidence import actions as evidence
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Trust
from schoolgate.policy.models import Version
from schoolgate.policy.queries import in_force as policy_in_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = "lead@kingfisher.example"


@pytest.fixture
def trust(doors: Doors, in_force: Version) -> Trust:
    """Robin Hill, with one promise that needs putting right, and a school about which nothing is known yet."""
    school, trust = doors.school, people.add_trust("Kingfisher Learning Trust", actor=OPERATOR)
    people.set_trust(school, trust, actor=OPERATOR)
    people.add_school(name="Cobbler’s Green Nursery and Infant School", trust=trust, actor=OPERATOR)
    policy = policy_in_force(school, on=today(school))
    assert policy is not None
    evidence.judge_day(school, on=today(school), now=in_force.kept_at, again=True)
    account = opening.add_account(LEAD, "three plain words here", actor=OPERATOR)
    people.give_trust_role(trust, account, "Ines Calder", "trust-lead", actor=OPERATOR, valid_from=date(2026, 1, 5))
    return trust


def faults(visitor: Visitor, address: str, width: int) -> list[str]:
    visitor.complaints.clear()
    answer = visitor.page.goto(visitor.site + address)
    assert answer is not None
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    off = [f"{address} is {wide} px wide on a screen of {width}"] if wide > width else []
    return [*axe_finds(visitor.page), *off, *visitor.complaints]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
def test_every_page_of_a_trust(doors: Doors, trust: Trust, width: int, scheme: str) -> None:
    visitor = doors.open(width=width, scheme="dark" if scheme == "dark" else "light", email=LEAD)
    pages = ("", "?by=name", "?words=nowhere", "subjects/", f"schools/{doors.school.ref}/")
    wrong = [fault for page in pages for fault in faults(visitor, f"/trusts/{trust.ref}/{page}", width)]
    assert wrong == []


def test_from_the_front_door_to_one_school_and_back_without_javascript(doors: Doors, trust: Trust) -> None:
    visitor = doors.open(email=LEAD, javascript=False)
    page = visitor.goes("/")
    assert page.url.endswith(f"/trusts/{trust.ref}/")
    page.get_by_label("Name").fill("robin")
    page.get_by_role("button", name="Show").click()
    assert "1 school of 2." in page.inner_text("main")
    page.get_by_role("link", name="Robin Hill Infant School").click()
    assert "What the trust does not see" in page.inner_text("main")
    page.get_by_role("link", name="All schools").click()
    assert page.url.endswith(f"/trusts/{trust.ref}/")
