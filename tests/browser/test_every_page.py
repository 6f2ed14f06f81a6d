"""Every page there is, found by walking the addresses: a page that is added is looked at the day it appears.

Each is looked at once as the school's head, who is its administrator too, on a telephone in the light: for axe-core
(WCAG 2.2 A and AA, and its best practice), for anything off the side, for what the console says; then at 320 px, at
200 % and in forced colours. A handful are looked at on a desk in the dark as well. An address nobody comes to here
stands below with the reason.
"""

from typing import Final

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import get_resolver, reverse
from house.sights import STAND_INS, addresses

from browser.enlarged import enlarged_faults
from browser.visiting import OPERATOR, PASSWORD, Doors, Visitor, axe_finds
from browser.walking import make_things
from schoolgate.estate import actions as estate
from schoolgate.intake import actions as files
from schoolgate.intake.models import Delivery
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person
from schoolgate.policy.models import Version
from schoolgate.reports.registry import REPORTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, TELEPHONE = 1280, 390

# Only posted to: what is answered to anybody who merely comes by is 405.
POSTED: Final = frozenset(
    {
        "home.ask-about",
        "home.reading",
        "home.record_pack",
        "home.same",
        "home.withdraw",
        "notices.again",
        "notices.settle",
        "people.agree",
        "people.change",
        "people.end_delegation",
        "people.give_terms",
    }
)
SIGNING_IN: Final = "test_access, the pages of signing in"
SECOND_STEP: Final = "test_access, the pages of a second step"
ROUND_IT: Final = "test_second_steps, the pages round a second step"
A_KEY: Final = "test_second_steps, changing a way in"
OF_A_TRUST: Final = "test_trusts, as whoever looks after one"
A_FILE: Final = "a file to keep, not a page"
ONWARDS: Final = "sends whoever comes on to another page"
NEVER: Final = "refused or not there for everybody"
MACHINES: Final = "for machines"
OTHERWISE: Final[dict[str, str]] = {
    "people.class": "test_access, classes and pupils",
    "people.pupil": "test_access, classes and pupils",
    "people.family": "test_access, classes and pupils",
    "intake.file": "below, as a technician: a head is sent inside",
    "intake.inside": "test_access, the pages of files",
    "filtering.blocked": "test_blocked_pages: it stands in the place of a closed site",
    "home.trust": OF_A_TRUST,
    "home.trust-subjects": OF_A_TRUST,
    "home.trust-school": OF_A_TRUST,
    "home.trust-list": A_FILE,
    "people.set_up": "test_access, the set-up page",
    "people.come_in": ROUND_IT,
    "people.break_seal": ROUND_IT,
    "agreements.slips_picture": A_FILE,
    "agreements.slips_print": "back to the slips: it is only posted to",
    "agreements.quizzes": "test_quizzes, as a teacher: a head leads no class",
    "agreements.quiz_together": "test_quizzes, as a teacher: a head leads no class",
    "agreements.quiz_hand": "test_quizzes, as a teacher: a head hands nothing over",
    "agreements.quiz_handed": "test_quizzes, as a child with the class's tablet",
    "agreements.quiz_alone": "test_quizzes, as a child with the class's tablet",
    "agreements.family": "test_signing_link, as a parent: a head has no family page",
    "estate.scim": MACHINES,
    "estate.scim_root": MACHINES,
    **dict.fromkeys(("door.home", "door.come", "door.go", "door.pair"), "test_door, on a tablet"),
    **dict.fromkeys(("door.sync", "door.worker"), "for the tablet's script"),
    "people.healthy": MACHINES,
    "home.door": ONWARDS,
    "home.first": ONWARDS,
    "home.job-file": A_FILE,
    "home.jobs-feed": A_FILE,
    "home.note": A_FILE,
    "intake.rejects": A_FILE,
    "intake.rejects_inside": A_FILE,
    "learning.certificate": A_FILE,
    "monitoring.access_file": A_FILE,
    "monitoring.check": "below, as the safeguarding lead: a head does not read alerts",
    "filtering.stand_ins": A_FILE,
    "filtering.test_file": A_FILE,
    "account_login": SIGNING_IN,
    "account_logout": SIGNING_IN,
    "account_inactive": SIGNING_IN,
    "account_reauthenticate": SIGNING_IN,
    "account_change_password": SIGNING_IN,
    "account_reset_password": SIGNING_IN,
    "account_reset_password_done": SIGNING_IN,
    "account_reset_password_from_key": SIGNING_IN,
    "mfa_index": SECOND_STEP,
    "mfa_authenticate": SECOND_STEP,
    "mfa_reauthenticate": SECOND_STEP,
    "mfa_activate_totp": SECOND_STEP,
    "mfa_deactivate_totp": SECOND_STEP,
    "mfa_view_recovery_codes": SECOND_STEP,
    "mfa_generate_recovery_codes": SECOND_STEP,
    "mfa_download_recovery_codes": A_FILE,
    "mfa_list_webauthn": SIGNING_IN,
    "mfa_add_webauthn": SIGNING_IN,
    "mfa_reauthenticate_webauthn": A_KEY,
    "mfa_remove_webauthn": A_KEY,
    "mfa_edit_webauthn": A_KEY,
    "mfa_login_webauthn": "what a key is asked, not a page",
    "account_signup": NEVER,
    "account_email": NEVER,
    "account_email_verification_sent": NEVER,
    "account_confirm_email": NEVER,
    "account_set_password": NEVER,
    "account_confirm_login_code": NEVER,
}
OF_FAMILIES: Final = "test_signing_link: the link is the key"
STARTS: Final = {
    "agreements.sign_by_link": OF_FAMILIES,
    "agreements.link_": OF_FAMILIES,
    "api.": MACHINES,
    "people.provider": NEVER,
    "people.saml": NEVER,
}
IN_THE_DARK: Final = ("home.today", "home.policy", "home.jobs", "people.everyone", "reports.papers", "home.record")


def _reason(name: str) -> str:
    """Why the walk does not come to an address; empty where it does."""
    if name in POSTED:
        return "only posted to"
    return OTHERWISE.get(name) or next((why for start, why in STARTS.items() if name.startswith(start)), "")


def _walked() -> dict[str, tuple[str, ...]]:
    """The addresses to go to, with what varies in each besides the school."""
    found = addresses(get_resolver())
    return {
        name: tuple(key for key in keys if key != "school") for name, (_, keys) in found.items() if not _reason(name)
    }


def test_no_reason_is_given_for_an_address_that_is_gone() -> None:
    assert (set(OTHERWISE) | POSTED | set(IN_THE_DARK)) - set(addresses(get_resolver())) == set()


def test_every_page(doors: Doors, in_force: Version) -> None:
    school = doors.school
    things = make_things(school, Person.objects.for_school(school).get(account__isnull=False))
    walked = _walked()
    assert {name for name, keys in walked.items() if keys} == set(things), "say in walking.py how to come to it"
    found = addresses(get_resolver())
    of_school = {name: {"school": school.ref} if "school" in found[name][1] else {} for name in walked}
    there = {name: reverse(name, kwargs=of_school[name] | things.get(name, {})) for name in walked}
    visitor = doors.open(width=TELEPHONE)
    visitor.is_still_there()  # a way in is changed only by whoever gave the password just now
    wrong = [fault for name in walked for fault in _faults(visitor, name, there[name], TELEPHONE)]
    papers = {one.key: reverse("reports.ask", args=[school.ref, one.key]) for one in REPORTS}
    wrong += [fault for key, at in papers.items() for fault in _faults(visitor, key, at, TELEPHONE)]
    desk = doors.open(width=DESK, scheme="dark")
    wrong += [f"in the dark, {fault}" for name in IN_THE_DARK for fault in _faults(desk, name, there[name], DESK)]
    assert wrong == [], "\n".join(wrong)


def test_the_pages_of_a_technician(doors: Doors) -> None:
    """Who sees what is inside a file is sent on, so the page that says only what became of it is a technician's."""
    school, account = doors.school, Account(email="callum@robinhill.example", password=make_password(PASSWORD))
    account.save()
    technician = people.add_person(school, "Callum Reid", actor=OPERATOR)
    people.give_sign_in(technician, account, actor=OPERATOR)
    people.give_role(technician, "it-lead", actor=OPERATOR, valid_from=today(school))
    rows = b"Type,First day\nINSET,1/9/2026\n"
    given = files.receive(school, "terms.csv", rows, way=Delivery.Way.PAGE, actor=OPERATOR).delivery
    device = estate.add_device(school, "laptop", label="RH-L01", since=today(school), actor=OPERATOR)
    pages = {
        "intake.file": {"file": given.ref},
        "estate.device": {"device": device.ref},
        "estate.machines": {},
        "estate.accounts": {},
    }
    visitor = doors.open(width=TELEPHONE, email=account.email)
    for name, varying in pages.items():
        there = reverse(name, kwargs={"school": school.ref, **varying})
        assert _faults(visitor, name, there, TELEPHONE) == []


def test_the_safeguarding_leads_morning_check(doors: Doors) -> None:
    school, account = doors.school, Account(email="wren@robinhill.example", password=make_password(PASSWORD))
    account.save()
    lead = people.add_person(school, "Jo Wren", actor=OPERATOR)
    people.give_sign_in(lead, account, actor=OPERATOR)
    people.give_role(lead, "dsl", actor=OPERATOR, valid_from=today(school))
    visitor = doors.open(width=TELEPHONE, email=account.email)
    there = reverse("monitoring.check", kwargs={"school": school.ref})
    assert _faults(visitor, "monitoring.check", there, TELEPHONE) == []


def test_what_is_only_posted_to_shows_no_page(doors: Doors) -> None:
    visitor, found = doors.open(), addresses(get_resolver())
    for name in sorted(POSTED):
        varying = {key: {**STAND_INS, "school": doors.school.ref}[key] for key in found[name][1]}
        answer = visitor.context.request.get(visitor.site + reverse(name, kwargs=varying))
        assert (name, answer.status) == (name, 405)


def _faults(visitor: Visitor, name: str, there: str, width: int) -> list[str]:
    """What is wrong with a page, a line each: not there, found by axe-core, off the side, or said on the console."""
    page = visitor.page
    visitor.complaints.clear()
    answer = page.goto(visitor.site + there)
    if answer is None or answer.status != 200 or page.url.partition("?")[0] != visitor.site + there:
        return [f"{name} is answered {answer and answer.status} at {page.url}"]
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    wrong = [f"{name}: {fault}" for fault in axe_finds(page)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    wrong += [f"{name} is {wide} px wide on a screen of {width}"] if wide > width else []
    wrong += [f"{name}, {fault}" for fault in enlarged_faults(page)]
    return wrong + [f"{name} on the console: {said}" for said in visitor.complaints]
