"""How well each rule did, from what was decided; and the way from what it suggests to doing it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.actions.deciding import decide
from schoolgate.monitoring.alerts.ranking import advice
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.tests.conftest import Cast
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person


def visits(cast: Cast, person: Person) -> Visit:
    return Visit(cast.school, person, roles_of(person, today(cast.school)), cast.acts(person))


def decided(cast: Cast, outcomes: list[str], severity: str = "low") -> None:
    """As many alerts of one rule, each decided."""
    for number, outcome in enumerate(outcomes):
        at = timezone.now()
        hit = Hit("language.swearing", severity, at, at, row_ids=(number,), device=f"d{number}", category="language")
        (ref,) = keep_alerts(cast.school, [hit])
        decide(visits(cast, cast.dsl), Alert.objects.for_school(cast.school).get(ref=ref).ref, outcome)


def shown(cast: Cast, person: Person, **asked: str) -> str:
    answer = cast.client(person).get(reverse("monitoring.rules", args=[cast.school.ref]), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_few_decisions_are_called_few(cast: Cast) -> None:
    decided(cast, ["nothing", "nothing", "talk"])
    page = shown(cast, cast.dsl)
    assert "Of what was noticed, 1 of 3 mattered." in page
    assert "Too few were decided to say how good the list is." in page
    assert "Too few decided to say." in page
    assert "in 100" not in page


def test_what_never_mattered_is_set_aside_in_one_press_of_a_form_filled_in(cast: Cast) -> None:
    decided(cast, ["nothing"] * 5)
    assert 'href="?rule=language.swearing#set-aside"' in shown(cast, cast.dsl)
    page = shown(cast, cast.dsl, rule="language.swearing")
    assert 'value="language.swearing" selected' in page
    assert "None of the 5 that we decided mattered." in page
    assert "None of the 5" not in shown(cast, cast.dsl, rule="grooming.asks")  # no such advice was given
    assert "#set-aside" not in shown(cast, cast.head)  # who agrees to it does not propose it


def test_what_is_mostly_nothing_leads_to_the_schools_own_words(cast: Cast) -> None:
    decided(cast, [*["nothing"] * 5, "talk"])
    assert f'<a href="{reverse("monitoring.words", args=[cast.school.ref])}">Say which words' in shown(cast, cast.dsl)


def test_many_decisions_are_told_in_a_hundred(cast: Cast) -> None:
    decided(cast, [*["nothing"] * 15, *["talk"] * 5])
    assert "Of what was noticed, 25 in 100 mattered." in shown(cast, cast.dsl)


@pytest.mark.parametrize(
    ("decided", "nothing", "severity", "said"),
    [
        (4, 4, "low", "few"),
        (5, 5, "low", "mute"),
        (5, 5, "high", "tighten"),  # what is high is never set aside
        (5, 4, "low", "tighten"),
        (5, 3, "low", ""),
    ],
)
def test_what_is_suggested(decided: int, nothing: int, severity: str, said: str) -> None:
    assert advice(decided, nothing, severity) == said
