"""Who taught a lesson then: whoever was signed in, else the class teacher, else who stood in, else all, and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.estate import actions as estate
from schoolgate.evidence.actions import do_job
from schoolgate.evidence.queries import jobs
from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO
from schoolgate.frame.actor import person as acts
from schoolgate.frame.bitemporal import put
from schoolgate.kernel.errors import BadInputError
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.actions.deciding import decide
from schoolgate.monitoring.models import Alert, AlertDecision
from schoolgate.monitoring.queries.checking import check
from schoolgate.monitoring.queries.precision import precision
from schoolgate.monitoring.queries.teaching import who_taught
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people import actions as people
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Membership, Person


def here(person: Person) -> Visit:
    return Visit(person.school, person, roles_of(person, today(person.school)), acts(person.ref))


def works(cast: Cast, name: str, *roles: str) -> Person:
    """Somebody of Wren class's staff."""
    person = people.add_person(cast.school, name, actor=ACTOR)
    for role in roles:
        people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
    joins(cast, person)
    return person


def joins(cast: Cast, person: Person, *, primary: bool = False) -> None:
    row = Membership(school=cast.school, person=person, group=cast.wrens, capacity="staff", valid_from=LONG_AGO)
    row.primary = primary
    row.recorded_at = timezone.now()
    put(row)


@pytest.fixture
def alert(cast: Cast) -> Alert:
    """A search on a tablet that Wren class shares, just now."""
    now = timezone.now()
    (ref,) = keep_alerts(
        cast.school,
        [
            Hit(
                "suicide.wish", "high", now, now, (1,), device="tabl4", groups=(cast.wrens.ref,), shared=True,
                words="hamster heaven", category="suicide",
            )
        ],
    )  # fmt: skip
    row: Alert = Alert.objects.for_school(cast.school).get(ref=ref)
    return row


def asked(cast: Cast, alert: Alert) -> tuple[list[str], str]:
    found = who_taught(cast.school, alert)
    return [person.name for person, _ in found.asked], found.why


def test_the_class_teacher_is_asked_and_not_everybody_who_helps(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    works(cast, "Kit Dunnock", "support-staff")
    assert asked(cast, alert) == (["Ruth Lark"], "class-teacher")
    made = decide(here(cast.dsl), alert.ref, "ask")
    assert [one["person"] for one in made.asked_of] == [cast.teacher.ref]
    (waits,) = check(here(cast.dsl), timezone.now()).waiting
    assert waits.startswith("Ruth Lark (Wren class: the class teacher), asked ")


def test_of_two_teachers_the_one_who_was_signed_in_there(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    works(cast, "Tom Siskin", "teachers")
    assert asked(cast, alert) == (["Ruth Lark", "Tom Siskin"], "all")
    sign_in(cast, cast.teacher, "RH-L01")
    assert asked(cast, alert) == (["Ruth Lark"], "signed-in")


def test_of_two_teachers_the_one_whose_class_the_list_says_it_is(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher, primary=True)
    works(cast, "Tom Siskin", "teachers")
    assert asked(cast, alert) == (["Ruth Lark"], "class-teacher")
    day = today(cast.school)
    people.go_away(cast.teacher, actor=ACTOR, valid_from=day, back=day + timedelta(days=2))
    assert asked(cast, alert)[0] == ["Tom Siskin"], "who is away did not teach"


def sign_in(cast: Cast, person: Person, label: str) -> None:
    """A laptop of the class, to which somebody signed in an hour before."""
    mac, since = "02:00:5e:10:00:07", int(timezone.now().timestamp()) - 3600
    device = estate.add_device(cast.school, "laptop", label=label, macs=[mac], since=LONG_AGO, actor=ACTOR)
    estate.hold_device(device, cast.wrens, actor=ACTOR, valid_from=LONG_AGO)
    account = estate.add_account(cast.school, "google", "ruth@robinhill.example", "person", actor=ACTOR)
    estate.hold_account(account, person, actor=ACTOR, valid_from=LONG_AGO)
    said = estate.SignInSaid(mac, account, since, since + 8 * 3600)
    estate.bind(cast.school, sign_ins=[said], actor=ACTOR, source="agent")


def test_whoever_covers_is_asked_where_they_signed_in_there(cast: Cast, alert: Alert) -> None:
    """A supply teacher is in no class; the laptop of the class knows them."""
    joins(cast, cast.teacher)
    cover = people.add_person(cast.school, "Wil Fieldfare", actor=ACTOR)
    people.give_role(cover, "teachers", actor=ACTOR, valid_from=LONG_AGO)
    sign_in(cast, cover, "RH-L01")
    assert asked(cast, alert) == (["Wil Fieldfare"], "signed-in")


def test_somebody_else_who_signed_in_there_did_not_teach(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    sign_in(cast, cast.technician, "RH-L01")
    assert asked(cast, alert) == (["Ruth Lark"], "only")


def test_a_teacher_who_was_away_is_not_asked_but_whoever_stood_in(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    day = today(cast.school)
    back = day + timedelta(days=2)
    people.go_away(cast.teacher, actor=cast.acts(cast.teacher), valid_from=day, back=back)
    stand_in = people.add_person(cast.school, "Wil Fieldfare", actor=ACTOR)
    people.give_role(stand_in, "teachers", actor=ACTOR, valid_from=LONG_AGO)
    assert asked(cast, alert) == (["Ruth Lark"], "only")  # nobody else is known: she may still say who it was
    people.delegate(cast.teacher, stand_in, "teachers", actor=ACTOR, valid_from=day, valid_to=back)
    assert asked(cast, alert) == (["Wil Fieldfare"], "stands-in")


def test_where_nothing_says_who_taught_each_is_asked_by_a_job_of_their_own(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    tom = works(cast, "Tom Siskin", "teachers")
    made = decide(here(cast.dsl), alert.ref, "ask")
    assert [one["person"] for one in made.asked_of] == [cast.teacher.ref, tom.ref]
    open_ = [one for one in jobs(cast.school, on=today(cast.school)) if one.ref in {o["job"] for o in made.asked_of}]
    assert len(open_) == 2
    assert not any("hamster" in one.words for one in open_)
    (waits,) = check(here(cast.dsl), timezone.now()).waiting
    assert "2 adults (Wren class: nothing says which of them taught then)" in waits


def answered(cast: Cast, alert: Alert, note: str) -> AlertDecision:
    joins(cast, cast.teacher)
    made = decide(here(cast.dsl), alert.ref, "ask")
    do_job(cast.school, made.job, actor=cast.acts(cast.teacher), person=cast.teacher, note=note)
    return made


def test_that_it_was_being_taught_sets_it_aside_with_the_name_and_the_reason(cast: Cast, alert: Alert) -> None:
    answered(cast, alert, "We read about a hamster that had died.")
    (card,) = check(here(cast.dsl), timezone.now()).cards
    assert "Ruth Lark answered: We read about a hamster that had died." in card.said
    assert card.answered == cast.teacher.ref
    client, page = cast.client(cast.dsl), reverse("monitoring.check", args=[cast.school.ref])
    assert "It was being taught: no concern" in client.get(page).content.decode()
    client.post(page, {"alert": alert.ref, "outcome": "taught", "teacher": "", "words": ""})
    last = AlertDecision.objects.for_school(cast.school).get(outcome="taught")
    assert (last.teacher, last.words) == (cast.teacher, "We read about a hamster that had died.")
    alert.refresh_from_db()
    assert alert.state == "decided"
    (told,) = precision(cast.school)
    assert (told.decided, told.mattered) == (1, 0)


def test_it_needs_a_teacher_of_the_class_and_a_reason(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    works(cast, "Tom Siskin", "teachers")
    for teacher, words in ((cast.head.ref, "A poem."), (cast.teacher.ref, " "), ("", "A poem about loss.")):
        with pytest.raises(BadInputError):
            decide(here(cast.dsl), alert.ref, "taught", words, teacher)
    assert decide(here(cast.dsl), alert.ref, "taught", "A poem about loss.", cast.teacher.ref).teacher == cast.teacher


def test_what_is_against_the_law_is_taught_by_nobody(cast: Cast, alert: Alert) -> None:
    joins(cast, cast.teacher)
    Alert.objects.for_school(cast.school).update(illegal=True)
    with pytest.raises(BadInputError, match="against the law"):
        decide(here(cast.dsl), alert.ref, "taught", "A lesson about it.", cast.teacher.ref)


def test_nobody_is_asked_where_nobody_is_known_to_teach(cast: Cast, alert: Alert) -> None:
    assert asked(cast, alert) == ([], "")
    with pytest.raises(BadInputError, match="nobody is known"):
        decide(here(cast.dsl), alert.ref, "ask")
