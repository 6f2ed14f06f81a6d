"""From a line of a log to a decision: noticed, kept locked, shown to the safeguarding lead alone, decided by name."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from schoolgate.activity.actions import add_source
from schoolgate.activity.models import Source
from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.tests.squid import TUESDAY, give, line
from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO
from schoolgate.frame.actor import person as acts
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.monitoring.actions import agree_grant, propose_grant
from schoolgate.monitoring.actions.alerting import help_asked, keep_alerts
from schoolgate.monitoring.actions.deciding import decide, finish, one_alert, show_words
from schoolgate.monitoring.actions.escalating import escalate
from schoolgate.monitoring.actions.muting import agree_mute, propose_mute
from schoolgate.monitoring.models import ActivityLook, Alert, AlertDecision, FrozenRows, MorningCheck
from schoolgate.monitoring.queries.checking import check, heading
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person, School

SEARCH = "http://www.google.co.uk/search?q=i+want+to+die"
type Hires = Callable[..., Person]


@pytest.fixture
def school(db: None, settings: Settings, tmp_path: Path) -> School:
    settings.SCHOOLGATE_DATA = tmp_path
    return people.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def source(school: School) -> Source:
    return add_source(school, "The filter in the office", "squid", actor=ACTOR)


@pytest.fixture
def hired(school: School) -> Hires:
    def one(name: str, *roles: str) -> Person:
        person = people.add_person(school, name, actor=ACTOR)
        account = opening.add_account(f"{name.split()[0].lower()}@robinhill.example", "three plain words", actor=ACTOR)
        people.give_sign_in(person, account, actor=ACTOR)
        for role in roles:
            people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
        person.refresh_from_db()
        return person

    return one


@pytest.fixture
def priya(school: School, hired: Hires) -> Person:
    return hired("Priya Nair", "dsl")


def here(person: Person) -> Visit:
    return Visit(person.school, person, roles_of(person, today(person.school)), acts(person.ref))


def browser(person: Person) -> Client:
    client = Client()
    assert person.account is not None
    client.force_login(person.account)
    return client


def hit(**more: Any) -> Hit:
    said: dict[str, Any] = {
        "rule": "suicide.wish", "severity": "high", "first_at": timezone.now(), "last_at": timezone.now(),
        "row_ids": (1,), "device": "pseudonymoftabl4", "words": "hamster heaven", "category": "suicide", "shared": True,
        "because": "“hamster heaven” may be a wish to die.",
    }  # fmt: skip
    return Hit(**(said | more))


def noticed(school: School, **more: Any) -> Alert:
    (ref,) = keep_alerts(school, [hit(**more)])
    row: Alert = Alert.objects.for_school(school).get(ref=ref)
    return row


def page_of(person: Person, **posted: str) -> str:
    url = reverse("monitoring.check", args=[person.school.ref])
    client = browser(person)
    answer = client.post(url, posted, follow=True) if posted else client.get(url)
    return answer.content.decode()


def test_a_line_of_a_log_becomes_an_alert_on_the_page(source: Source, priya: Person) -> None:
    assert give(source, [line(0), line(60, SEARCH), line(120)]).hits == 1
    alert = Alert.objects.for_school(source.school).get()
    assert (alert.words, alert.severity, alert.first_at) == ("i want to die", "high", TUESDAY + timedelta(minutes=1))
    text = page_of(priya)
    assert "1 to look at, about 2 minutes." in text
    assert "Self-harm and death" in text
    assert "i want to die" not in text
    assert "want to die" not in text


def test_the_same_log_again_makes_no_second_alert(source: Source) -> None:
    for _ in range(2):
        give(source, [line(60, SEARCH)])
    assert [row.count for row in Alert.objects.for_school(source.school)] == [1]


def test_words_are_shown_when_pressed_and_the_pressing_is_recorded(school: School, priya: Person) -> None:
    alert = noticed(school)
    assert "hamster heaven" not in page_of(priya)
    assert "hamster heaven" in page_of(priya, show=alert.ref)
    (entry,) = lines(school_chain(school.ref), labels=["school", "safeguarding"], kind="monitoring.words-shown")
    assert entry.subject == alert.ref
    assert "hamster heaven" not in page_of(priya)


@pytest.mark.parametrize("role", ["it-lead", "administrator", "teachers", "head", "governors", "office", "slt"])
def test_nobody_else_reads_alerts(school: School, hired: Hires, role: str) -> None:
    noticed(school)
    other = hired("Tomas Fenwick", role)
    assert browser(other).get(reverse("monitoring.check", args=[school.ref])).status_code == 403
    with pytest.raises(DeniedError):
        show_words(here(other), Alert.objects.for_school(school).get().ref)


def test_nobody_decides_about_their_own(school: School, priya: Person) -> None:
    alert = noticed(school, person=Pseudonyms.of(school).of_ref(priya.ref), shared=False)
    assert "One is about your own log-in" in page_of(priya)
    with pytest.raises(DeniedError):
        one_alert(here(priya), alert.ref)


def test_a_child_who_asked_for_help_comes_first(school: School, priya: Person) -> None:
    noticed(school)
    help_asked(school, "prs_1", actor=ACTOR, words="Someone was unkind")
    assert help_asked(school, "prs_1", actor=ACTOR) == Alert.objects.for_school(school).get(about="prs_1").ref
    found = check(here(priya), timezone.now())
    assert [words for words, _ in found.groups] == ["Children who asked for help", "Self-harm and death"]
    assert found.cards[0].title == "A child pressed “Someone was unkind”."


def test_each_outcome_leaves_the_list_and_what_opens_a_case_is_a_job(school: School, priya: Person) -> None:
    for n, outcome in enumerate(("nothing", "talk", "concern", "incident")):
        made = decide(here(priya), noticed(school, device=f"d{n}").ref, outcome)
        assert bool(made.job) is (outcome != "nothing")
    assert not check(here(priya), timezone.now()).cards
    with pytest.raises(BadInputError):
        decide(here(priya), noticed(school, device="d9").ref, "shrug")


def test_what_was_decided_before_is_said(school: School, priya: Person) -> None:
    for n in range(6):
        decide(here(priya), noticed(school, device=f"d{n}").ref, "talk" if n == 2 else "nothing")
    noticed(school, device="d9")
    (card,) = check(here(priya), timezone.now()).cards
    assert "Five of the last six like this: no concern." in card.said


def test_a_case_keeps_its_rows_locked(source: Source, priya: Person) -> None:
    give(source, [line(0), line(60, SEARCH), line(7200)])
    decide(here(priya), Alert.objects.for_school(source.school).get().ref, "concern")
    kept = FrozenRows.objects.for_school(source.school).get()
    assert (kept.count, [row["terms"] for row in kept.rows]) == (2, ["", "i want to die"])


def test_a_check_is_finished_once_all_is_decided(school: School, priya: Person) -> None:
    alert = noticed(school)
    with pytest.raises(BadInputError, match="1 still to decide"):
        finish(here(priya), knows=True, not_covered=0)
    decide(here(priya), alert.ref, "nothing")
    with pytest.raises(BadInputError, match="ticking"):
        finish(here(priya), knows=False, not_covered=1)
    page_of(priya, finish="1", knows="on")
    assert MorningCheck.objects.for_school(school).get().looked_at == 1
    assert heading(check(here(priya), timezone.now())) == "Nothing to look at."


def test_what_two_people_agreed_is_set_aside_and_never_what_is_high(
    school: School, priya: Person, hired: Hires
) -> None:
    low = {"rule": "blocked-again", "severity": "low", "category": "games"}
    mute = propose_mute(here(priya), "blocked-again", "Adverts in a spelling game.", today(school) + timedelta(days=90))
    assert noticed(school, **low, device="d1").state == "open"
    with pytest.raises(DeniedError):
        agree_mute(here(priya), mute.ref)
    agree_mute(here(hired("Amara Whitlock", "head")), mute.ref)
    assert noticed(school, **low, device="d2").state == "aside"
    assert noticed(school, **(low | {"severity": "high"}), device="d3").state == "open"
    found = check(here(priya), timezone.now())
    assert (found.aside, len(found.cards)) == (2, 1)


def test_what_nobody_opened_is_told_once_by_the_clock(school: School, priya: Person, hired: Hires) -> None:
    deputy, alert = hired("Kit Wren", "deputy-dsl"), noticed(school)
    assert escalate(school, alert.noticed_at + timedelta(minutes=59), actor=ACTOR) == 0
    assert escalate(school, alert.noticed_at + timedelta(minutes=61), actor=ACTOR) == 1
    assert escalate(school, alert.noticed_at + timedelta(minutes=62), actor=ACTOR) == 0
    kinds = set(Notice.objects.for_school(school).filter(person=deputy).values_list("kind", flat=True))
    assert kinds == {"monitoring.not-opened"}


def test_what_was_opened_is_not_told(school: School, priya: Person) -> None:
    alert = noticed(school)
    page_of(priya)
    assert escalate(school, alert.noticed_at + timedelta(days=9), actor=ACTOR) == 0


def test_something_grave_is_opened_again_when_it_comes_again(school: School, priya: Person) -> None:
    alert = noticed(school)
    decide(here(priya), alert.ref, "nothing")
    assert keep_alerts(school, [hit()]) == []
    alert.refresh_from_db()
    assert (alert.state, alert.count) == ("open", 2)
    assert AlertDecision.objects.for_school(school).count() == 1


def test_minutes_around_need_a_permission_and_are_entered_as_a_look(
    source: Source, priya: Person, hired: Hires
) -> None:
    give(source, [line(0), line(60, SEARCH)])
    ref = Alert.objects.for_school(source.school).get().ref
    text = page_of(priya, around=ref, words="The search of ten past ten.")
    assert "owls.example" not in text
    assert "Permission to look" in text
    until = today(source.school) + timedelta(days=90)
    row = propose_grant(
        source.school, report="alerts", role="dsl", purpose="Alerts.", until=until, actor=acts(priya.ref)
    )
    for name, role in (("Amara Whitlock", "head"), ("Colin Siskin", "chair")):
        agree_grant(source.school, row.ref, actor=acts(hired(name, role).ref))
    text = page_of(priya, around=ref, words="The search of ten past ten.")
    assert "owls.example" in text
    assert "This search" in text
    assert ActivityLook.objects.for_school(source.school).filter(alert=ref, allowed=True).count() == 1
