"""Another school's things are not there: its real refs in this school's addresses find nothing and do nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from house.sights import addresses, rows_kept

from schoolgate.activity.actions.columns import hold_back
from schoolgate.activity.actions.following import set_up
from schoolgate.activity.models import Held
from schoolgate.agreements.tests.a_scan import a_scan
from schoolgate.estate import actions as machines
from schoolgate.evidence import actions as jobs
from schoolgate.evidence import queries
from schoolgate.filtering import actions as filtering
from schoolgate.filtering import actions as filters
from schoolgate.filtering.agreed import documents
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Found, SettingVersion
from schoolgate.filtering.tests import a_filter_test
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as by_person
from schoolgate.home.tests import a_document
from schoolgate.intake import actions as files
from schoolgate.intake.models import Delivery
from schoolgate.learning import actions as learning
from schoolgate.learning.models import Course
from schoolgate.monitoring.models import AccessRequest, ActivityLook, ViewGrant
from schoolgate.notices import actions as letters
from schoolgate.people import actions, opening
from schoolgate.people.access import audience_of, today
from schoolgate.people.models import Account, Membership, School
from schoolgate.people.rolls import Names, Place, Said
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version
from schoolgate.policy.queries import in_force
from schoolgate.registers import actions as registers
from schoolgate.reports import actions as papers
from schoolgate.reports.registry import REPORTS
from schoolgate.vocabulary.roles import POSTS

BY = operator("test")


def _version(school: School) -> str:
    return _policy(school).ref


def _file(school: School) -> str:
    received = files.receive(school, "terms.csv", b"Type,First day\nINSET,1/9/2026\n", way=Delivery.Way.PAGE, actor=BY)
    return received.delivery.ref


def _promise(school: School) -> str:
    _policy(school)
    found = in_force(school, on=today(school))
    assert found is not None
    return found.promises[0].ref


def _policy(school: School) -> Version:
    version = policies.keep_version(school, a_document.reading(), filename="policy.docx", data=b"the file", actor=BY)
    day = date(2023, 11, 20)
    policies.put_in_force(version, body="governing-body", ratified_on=day, actor=BY, actor_name="operator")
    return version


def _letter(school: School) -> str:
    person = actions.add_person(school, "Siân Prothero-Lane", actor=BY)
    context = {"when": "2026-11-20T14:05:00+00:00", "method": "webauthn"}
    ref = letters.send(school, person.ref, "sign-in.method-added", context, actor=BY)
    letters.send_due(timezone.now())  # it waits for an address, so a person may send or settle it
    return ref


def _person(school: School) -> str:
    return actions.add_person(school, "Kit Sparrow", actor=BY).ref


def _meeting(school: School) -> str:
    said = policies.propose_amendment(school, now="", proposed="New.", why="So.", actor=BY, actor_name="operator")
    day = today(school)
    return policies.take_to_meeting(school, [said], body="governing-body", on=day, actor=BY).ref


def _delegation(school: School) -> str:
    head, other = (actions.add_person(school, name, actor=BY) for name in ("Robin Fell", "Lark Dale"))
    day = today(school)
    actions.give_role(head, "head", actor=BY, valid_from=day)
    given = actions.delegate(head, other, "head", actor=BY, valid_from=day, valid_to=day + timedelta(days=9))
    return given.ref


def _course(school: School) -> Course:
    return learning.add_course(school, "Safe online", kind="staff", roles=["teachers"], actor=BY)


def _attendance(school: School) -> str:
    person = actions.add_person(school, "Kit Sparrow", actor=BY)
    file = learning.Certificate("kit.pdf", b"%PDF-1.7 made up")
    (row,) = learning.attended(_course(school), [person], on=today(school), certificates={person.ref: file}, actor=BY)
    return row.ref


def _job(school: School) -> str:
    day = today(school)
    return jobs.raise_job(school, kind="look", about="thing", role="head", due=day, actor=BY, words="Look")


def _given(school: School) -> str:
    """A file that was given with a job."""
    head, job = actions.add_person(school, "Robin Fell", actor=BY), _job(school)
    actions.give_role(head, "head", actor=BY, valid_from=today(school))
    jobs.do_job(school, job, actor=by_person(head.ref), person=head, files=[("note.txt", b"Looked.")])
    return queries.files_of(school, job)[0].ref


def _filter_version(school: School) -> str:
    """The number of a version of the filter's setting."""
    kept = documents.document(Setting())
    row = SettingVersion(school=school, number=1, epoch=1, document=kept, digest=kept["digest"])
    row.in_force_from = timezone.now()
    row.save()
    return "1"


def _paper(school: School) -> str:
    _policy(school)
    return papers.make(school, REPORTS.get("privacy-notice"), actor=BY, actor_name="operator").ref


def _in_a_class(school: School) -> tuple[str, str]:
    """A pupil and their class."""
    place = Place("class", "Wren", "pupil")
    said = Said("joiners", today(school), names=Names("Zoë", "Ó Briain"), into=(place,), begins=("pupils",))
    actions.load_roll(school, [said], ref="roll", actor=BY, at=timezone.now())
    row = Membership.objects.for_school(school).select_related("person", "group").get()
    return row.person.ref, row.group.ref


def _found(school: School) -> str:
    person = actions.add_person(school, "Kit Sparrow", actor=BY)
    row = Found(school=school, at=timezone.now(), by=person)
    row.save()
    return row.ref


def _grant(school: School) -> str:
    day = today(school)
    row = ViewGrant(school=school, report="pupil", role="dsl", purpose="Alerts.", starts=day, until=day)
    row.proposed_by, row.proposed_at = "per_nobody", timezone.now()
    row.save()
    return row.ref


def _look(school: School) -> str:
    who = actions.add_person(school, "Kit Wren", actor=BY)
    row = ActivityLook(school=school, at=timezone.now(), viewer=who, report="pupil", allowed=True, rule="grant")
    row.save()
    return row.ref


def _access(school: School) -> str:
    who, day = actions.add_person(school, "Kit Dunnock", actor=BY), today(school)
    row = AccessRequest(school=school, subject=who, asked_on=day, due=day, asked_by="per_nobody")
    row.save()
    return row.ref


# By what varies in an address: how the other school comes to have one, and its ref.
def _source(school: School) -> str:
    return set_up(school, "Proxy", "supplier-csv", "upload", {}, actor=BY).ref


def _held(school: School) -> Held:
    source = set_up(school, "Proxy", "supplier-csv", "upload", {}, actor=BY)
    return hold_back(source, "a.csv", b"Zeitpunkt,Wohin\n1,2\n", actor=BY)


THINGS: dict[str, Callable[[School], str]] = {
    "source": _source,
    "scan": lambda school: a_scan(school).scan.ref,
    "slip": lambda school: a_scan(school).ref,
    "held": lambda school: _held(school).ref,
    "account": lambda school: machines.add_account(school, "google", "a@wrenlane.example", "person", actor=BY).ref,
    "device": lambda school: machines.add_device(school, "tablet", label="WL-T01", actor=BY).ref,
    "group": lambda school: _in_a_class(school)[1],
    "letter": _letter,
    "job": _job,
    "given": _given,
    "meeting": _meeting,
    "delegation": _delegation,
    "person": _person,
    "file": _file,
    "promise": _promise,
    "pupil": lambda school: _in_a_class(school)[0],
    "version": _version,
    "proposal": lambda school: filters.propose_change(school, Setting(closure_days=2), "For safety.", actor=BY).ref,
    "number": _filter_version,
    "risk": lambda school: (
        registers.add_risk(school, "The filter is off.", likelihood=3, impact=3, review_on=today(school), actor=BY).ref
    ),
    "chosen": lambda school: (
        filtering.choose_list(school, filtering.NewList(name="Birds", category="games"), actor=BY).ref
    ),
    "agency": lambda school: (
        registers.add_agency(school, "police", "The police", telephone="020 7946 0021", actor=BY).ref
    ),
    "test": lambda school: a_filter_test.a_test(school).ref,
    "course": lambda school: _course(school).ref,
    "attendance": _attendance,
    "paper": _paper,
    "found": _found,
    "grant": _grant,
    "look": _look,
    "access": _access,
}


# What stands in an address and is a word of ours, the same for every school.
WORDS = frozenset({"for_whom", "post", "level", "part", "way", "key", "agreement", "language"})


def of_a_school() -> dict[str, list[str]]:
    """Addresses of a school's pages that name a thing: what varies in each, beside the school."""
    found = {
        name: [key for key in varying if key != "school" and key not in WORDS]
        for name, (view, varying) in addresses(get_resolver()).items()
        if (audience := audience_of(view)) and audience.school
    }
    return {name: keys for name, keys in found.items() if keys}


@pytest.fixture
def here(db: None) -> School:
    """Robin Hill, where one person holds every role: nothing but the school keeps things from them."""
    school = actions.add_school(name="Robin Hill Infant School", actor=BY)
    person = opening.add_administrator(
        school, "Amara Whitlock", "amara@robinhill.example", "three plain words here", actor=BY
    )
    for role in POSTS:
        actions.give_role(person, role, actor=BY, valid_from=today(school))
    return school


def test_it_works() -> None:
    """Every kind of thing that stands in an address of a school can be made here: add yours to THINGS."""
    assert sorted({key for keys in of_a_school().values() for key in keys} - set(THINGS)) == []


@pytest.mark.parametrize("name", sorted(of_a_school()))
def test_another_schools_thing_is_not_found_under_this_schools_address(here: School, name: str) -> None:
    other = actions.add_school(name="Wren Lane Primary School", actor=BY)
    refs = {key: THINGS[key](other) for key in of_a_school()[name]}
    client = Client()
    client.force_login(Account.objects.get(email="amara@robinhill.example"))
    client.get("/")
    words = {key: "infants" for key in addresses(get_resolver())[name][1] if key in WORDS}  # of a quiz that there is
    address = reverse(name, kwargs={"school": here.ref, **words, **refs})
    before = rows_kept()
    told = [getattr(client, method)(address).status_code for method in ("get", "post")]
    assert told in ([404, 404], [405, 404], [404, 405]), address  # 405: a page that takes only the other
    assert rows_kept() == before
