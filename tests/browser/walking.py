"""Everything that stands in an address, made at the made-up school: what a walk of every page goes to."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from browser.visiting import DEMO, OPERATOR
from schoolgate.activity.actions.columns import hold_back
from schoolgate.activity.actions.following import set_up
from schoolgate.agreements import actions as agreements
from schoolgate.agreements.tests.a_scan import a_scan
from schoolgate.estate import actions as estate
from schoolgate.evidence import actions as evidence
from schoolgate.filtering import actions as filters
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Found
from schoolgate.filtering.tests import a_filter_test
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import put
from schoolgate.intake.bounded import read_bounded
from schoolgate.learning import actions as courses
from schoolgate.monitoring import actions as monitoring
from schoolgate.monitoring.models import AccessRequest, ActivityLook
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Group, Membership, Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Promise, Version
from schoolgate.registers import actions as registers
from schoolgate.reports import actions as reports
from schoolgate.reports.models import MadePaper
from schoolgate.reports.registry import REPORTS

type Things = dict[str, dict[str, str]]


def make_things(school: School, head: Person) -> Things:
    """By the name of an address: what varies in it, besides the school."""
    day = today(school)
    person = people.add_person(school, "Priya Natarajan", actor=OPERATOR)
    people.give_role(person, "teachers", actor=OPERATOR, valid_from=day)
    robins = _a_class(school)
    return {
        "people.person": {"person": head.ref},
        "agreements.access_of": {"group": "adults"},
        "agreements.to_ask": {"group": robins},
        "agreements.class_pictures": {"group": robins},
        "agreements.may_not": {"group": robins},
        "agreements.words": {"agreement": "home-school"},
        "agreements.language": {"language": "ur"},
        "agreements.here": {"person": _carer(school, day)},
        "agreements.slips_scan": {"scan": a_scan(school).scan.ref},
        "agreements.quiz": {"key": "sharing"},
        "agreements.sign_own": {"agreement": _words_of_staff(school, head)},
        "people.link": {"person": person.ref},
        "people.letter": {"delegation": _passed_on(head, person, day)},
        "learning.course": {"course": _course(school)},
        "registers.agency": {"agency": _agency(school)},
        "filtering.test": {"test": _filter_test(school)},
        "filtering.found_one": {"found": _found(school, head)},
        "registers.risk": {"risk": _risk(school, day)},
        **_of_the_filter(school, head),
        **_of_looking(school, head, person),
        **_of_the_log(school),
        "estate.account": {"account": _account(school)},
        "estate.device": {"device": _device(school, day)},
        "estate.directory": {"way": "csv"},
        "reports.ask": {"for_whom": "inspector"},
        "reports.take": {"paper": _paper(school)},
        **_of_the_policy(school, day),
    }


def _carer(school: School, day: date) -> str:
    carer, child = (people.add_person(school, f"{name} Okoro", actor=OPERATOR) for name in ("Nadia", "Ida"))
    people.give_role(child, "pupils", actor=OPERATOR, valid_from=day)
    people.set_carer(child, carer, people.Tie("mother"), actor=OPERATOR, valid_from=day)
    return carer.ref


def _words_of_staff(school: School, head: Person) -> str:
    """Words that the head approved, so that there is something to sign."""
    kind = "staff-acceptable-use"
    agreements.approve(agreements.draft(school, kind, actor=OPERATOR), actor=acting(head.ref))
    return kind


def _of_the_log(school: School) -> Things:
    """A source that logs are given to by hand, a log of it whose columns wait for a person, and a question."""
    source = set_up(school, "The filter’s log", "supplier-csv", "upload", {}, actor=OPERATOR)
    held = hold_back(source, "week.csv", b"When,Who,Site\n2026-11-16 10:42,wren-1,owls.example\n", actor=OPERATOR)
    return {
        "activity.add_source_by": {"way": "upload"},
        "activity.source": {"source": source.ref},
        "activity.columns": {"held": held.ref},
        "activity.question": {"key": "use-by-level"},
    }


def _found(school: School, head: Person) -> str:
    row = Found(school=school, at=timezone.now(), by=head, words="On one screen.")
    row.save()
    return row.ref


def _of_looking(school: School, head: Person, person: Person) -> Things:
    """A permission that waits, a look of the head's, and somebody who asked what is kept of them."""
    day, now = today(school), timezone.now()
    grant = monitoring.propose_grant(
        school, report="alerts", role="dsl", purpose="Alerts.", until=day + timedelta(days=90), actor=acting(head.ref)
    )
    row = ActivityLook(school=school, at=now, viewer=head, subject=person, adult=True, report="adult", allowed=True)
    row.why, row.words, row.rule, row.emergency = "allegation", "It could not wait.", "emergency", True
    row.since, row.until = now - timedelta(hours=1), now
    row.save()
    asked = AccessRequest(school=school, subject=person, asked_on=day, due=day, asked_by=head.ref)
    asked.save()
    return {
        "monitoring.grant": {"grant": grant.ref},
        "monitoring.look": {"look": row.ref},
        "monitoring.looked": {"look": row.ref},
        "monitoring.access": {"access": asked.ref},
    }


def _of_the_filter(school: School, head: Person) -> Things:
    """A setting that two people agreed, and a change that waits."""
    second = people.add_person(school, "Ruth Lark", actor=OPERATOR)
    people.give_role(second, "dsl", actor=OPERATOR, valid_from=today(school))
    row = filters.propose_change(school, Setting(closure_days=2), "For weekends.", actor=OPERATOR)
    for one in (head, second):
        filters.agree(row, actor=acting(one.ref))
    waits = filters.propose_change(school, Setting(closure_days=3), "For long weekends.", actor=OPERATOR)
    chosen = filters.choose_list(school, filters.NewList(name="Birds", category="games"), actor=OPERATOR)
    return {
        "filtering.list": {"chosen": chosen.ref},
        "filtering.version": {"number": "1"},
        "filtering.propose_level": {"level": "infant"},
        "filtering.propose_part": {"part": "whose"},
        "filtering.proposal": {"proposal": waits.ref},
        "filtering.dry_run": {"proposal": waits.ref},
    }


def _of_the_policy(school: School, day: date) -> Things:
    promise = Promise.objects.for_school(school).order_by("pk")[0].ref
    now, why = "Staff lock their screens.", "It is what we do."
    wording: dict[str, Any] = {"now": "", "proposed": now, "why": why, "actor": OPERATOR, "actor_name": "operator"}
    ref = policies.propose_amendment(school, **wording)
    meeting = policies.take_to_meeting(school, [ref], body="governing-body", on=day, actor=OPERATOR)
    asked: dict[str, Any] = {"kind": "other", "about": "walk", "words": "Look at the list", "role": "head", "due": day}
    first = Version.objects.for_school(school).get()
    return {
        "home.read": {"version": first.ref},
        "home.between": {"version": _next_version(school, day).ref},
        "home.paper": {"meeting": meeting.ref},
        "home.put-right": {"promise": promise},
        "home.job": {"job": evidence.raise_job(school, actor=OPERATOR, **asked)},
        "home.ask": {"post": "office"},
    }


def _next_version(school: School, day: date) -> Version:
    """The policy with a sentence more, given and not in force."""
    data = DEMO.read_bytes() + b"\n\nStaff must lock their screens.\n"
    return policies.keep_version(
        school, read_bounded(data, DEMO.name, today=day), filename=DEMO.name, data=data, actor=OPERATOR
    )


def _a_class(school: School) -> str:
    """Robin class, with one child in it."""
    day, group = today(school), Group(school=school, kind=Group.Kind.CLASS, name="Robin", digest="robin")
    group.save()
    child = people.add_person(school, "Leo Ortiz-Vega", actor=OPERATOR)
    people.give_role(child, "pupils", actor=OPERATOR, valid_from=day)
    row = Membership(school=school, person=child, group=group, capacity="pupil", valid_from=day)
    row.recorded_at = timezone.now()
    put(row)
    return group.ref


def _passed_on(head: Person, person: Person, day: date) -> str:
    until = day + timedelta(days=9)
    given = people.delegate(
        head, person, "head", area="website-publishing", actor=OPERATOR, valid_from=day, valid_to=until
    )
    return str(given.ref)


def _filter_test(school: School) -> str:
    """One that was run, and found something wrong."""
    row = a_filter_test.a_test(school)
    a_filter_test.ran(row, adult=a_filter_test.WHOLE, doh={"how": "answered", "status": 503})
    return str(row.ref)


def _course(school: School) -> str:
    made = courses.add_course(school, "Safe use of tablets", kind="staff", roles=["teachers"], actor=OPERATOR)
    return str(made.ref)


def _agency(school: School) -> str:
    return str(registers.add_agency(school, "lado", "Duty desk", telephone="01632 960001", actor=OPERATOR).ref)


def _risk(school: School, day: date) -> str:
    made = registers.add_risk(school, "A lost tablet", likelihood=2, impact=3, review_on=day, actor=OPERATOR)
    return str(made.ref)


def _account(school: School) -> str:
    return str(estate.add_account(school, "google", "zoe@robinhill.example", "person", actor=OPERATOR).ref)


def _device(school: School, day: date) -> str:
    made = estate.add_device(school, "laptop", label="RH-L01", macs=["02:00:5e:10:00:01"], since=day, actor=OPERATOR)
    return str(made.ref)


def _paper(school: School) -> str:
    reports.make(school, REPORTS.get("parent"), actor=OPERATOR, actor_name="operator")
    return str(MadePaper.objects.for_school(school).get().ref)
