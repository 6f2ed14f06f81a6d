"""The first page says what waits of monitoring: the check before all else for who reads alerts, and what two agree."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.frame.actor import person as acting
from schoolgate.home.needs import Need, needs
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.home.watched import watched
from schoolgate.monitoring import actions
from schoolgate.monitoring.actions.alerting import help_asked, keep_alerts
from schoolgate.monitoring.actions.deciding import decide
from schoolgate.monitoring.actions.muting import propose_mute
from schoolgate.monitoring.models import Alert
from schoolgate.people import actions as people
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person, School


def works(school: School, role: str) -> Visit:
    person = people.add_person(school, f"Somebody {role}", actor=OPERATOR)
    people.give_role(person, role, actor=OPERATOR, valid_from=today(school))
    return Visit(school, person, roles_of(person, today(school)), acting(person.ref))


def cards(here: Visit) -> list[Need]:
    return list(watched(here, today(here.school)))


def noticed(school: School, *, person: Person | None = None, severity: str = "low") -> None:
    whose = Pseudonyms.of(school).of_ref(person.ref) if person else ""
    now = timezone.now()
    hit = Hit(rule="bypass", severity=severity, first_at=now, last_at=now, row_ids=(1,), device="d", person=whose)
    keep_alerts(school, [hit])


def test_it_works(school: School) -> None:
    """A child who asked for help comes before everything, and names nobody; decided, it waits no longer."""
    dsl, head = works(school, "dsl"), works(school, "head")
    noticed(school)
    assert [(need.what, need.why, need.minutes) for need in cards(dsl)] == [
        ("Morning check: 1 to look at", "It is not urgent.", 1)
    ]
    help_asked(school, "prs_1", actor=OPERATOR, words="Someone was unkind")
    (card,) = cards(dsl)
    assert (card.what, card.why, card.minutes) == ("Morning check: 2 to look at", "A child asked for help.", 3)
    assert needs([card]).shown[0].href == f"/schools/{school.ref}/check/"
    assert cards(head) == []  # who reads no alerts is told of none
    for alert in Alert.objects.for_school(school):
        decide(dsl, alert.ref, "nothing")
    assert cards(dsl) == []


def test_nobody_is_asked_about_their_own_log_in(school: School) -> None:
    dsl, deputy = works(school, "dsl"), works(school, "deputy-dsl")
    noticed(school, person=dsl.person, severity="high")
    assert cards(dsl) == []
    assert [need.why for need in cards(deputy)] == ["1 of them is grave."]


def test_a_permission_waits_for_the_head_and_then_for_a_governor(school: School) -> None:
    dsl, head, chair = works(school, "dsl"), works(school, "head"), works(school, "chair")
    row = actions.propose_grant(
        school, report="alerts", role="dsl", purpose="Alerts.", until=today(school) + timedelta(days=9), actor=dsl.actor
    )
    what = "Agree or decline a permission to look at web activity"
    assert [[need.what for need in cards(one)] for one in (head, chair)] == [[what], [what]]
    actions.agree_grant(school, row.ref, actor=head.actor)
    assert [len(cards(one)) for one in (head, chair)] == [0, 1]


@pytest.mark.parametrize(("role", "many"), [("head", 1), ("dsl", 0), ("deputy-dsl", 1), ("teachers", 0)])
def test_what_is_proposed_to_be_set_aside_waits_for_another(school: School, role: str, many: int) -> None:
    by = works(school, "dsl")
    propose_mute(by, "bypass", "Every one was an app by itself.", today(school) + timedelta(days=9))
    here = by if role == "dsl" else works(school, role)
    assert [need.act for need in cards(here)] == ["Look at it"] * many
