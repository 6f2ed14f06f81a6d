"""What machines ask and send: who was at an address, which device had which; and the description tried at random."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from schoolgate.estate.tests.conftest import machine, secret_of
from schoolgate.estate.tests.robin_hill import ADDRESS, MACS, RobinHill
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School

AT = "2026-11-24T10:42:00+00:00"
DESCRIBED = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
EVERYTHING = ["estate.whereabouts", "estate.who", "estate.bindings"]


@pytest.fixture
def hill(school: School) -> RobinHill:
    return RobinHill(school)


@pytest.fixture
def sender(school: School) -> Client:
    return machine(secret_of(school, ["estate.bindings", "estate.whereabouts"]))


def _lease(**more: Any) -> dict[str, Any]:
    return {"address": ADDRESS, "mac": MACS[0], "starts": AT, "ends": "2026-11-24T15:00:00Z"} | more


def _send(client: Client, **given: Any) -> Any:
    return client.post("/api/v1/bindings", given, "application/json").json()


def test_what_is_sent_in_is_what_is_answered(hill: RobinHill, sender: Client) -> None:
    taken = _send(sender, leases=[_lease(), _lease(mac="wrong"), _lease(ends=AT)])
    assert (taken["new"], taken["devices"], [one["at"] for one in taken["refused"]]) == (1, 0, [1, 2])
    told = sender.get("/api/v1/whereabouts", {"address": ADDRESS, "at": "2026-11-24T12:00:00+00:00"}).json()
    assert (told["certainty"], told["devices"][0]["label"]) == ("certain", "RH-T01")
    assert told["devices"][0]["who"][0]["group"] == hill.wrens.ref


def test_sent_again_it_adds_nothing_whatever_its_key(hill: RobinHill, sender: Client) -> None:
    assert [_send(sender, leases=[_lease()])["new"] for _ in range(2)] == [1, 0]


def test_a_sign_in_is_taken_for_an_account_on_the_list_and_no_other(hill: RobinHill, sender: Client) -> None:
    hill.account("p.natarajan@robinhill.example", hill.office)
    sign_in = {"mac": MACS[0], "provider": "google", "account": "P.Natarajan@robinhill.example", "starts": AT}
    taken = _send(sender, leases=[_lease()], sign_ins=[sign_in, sign_in | {"account": "who@elsewhere.example"}])
    assert (taken["new"], [(one["part"], one["at"]) for one in taken["refused"]]) == (2, [("sign_ins", 1)])


def test_a_person_is_told_only_to_a_token_that_may_know_and_that_is_entered(hill: RobinHill, school: School) -> None:
    hill.lease(MACS[2], -60, 480)
    asked = {"address": ADDRESS, "at": AT}
    without = machine(secret_of(school, ["estate.whereabouts"])).get("/api/v1/whereabouts", asked)
    assert hill.office.ref not in without.content.decode()
    knowing = machine(secret_of(school, ["estate.whereabouts", "estate.who"]))
    for _ in range(2):
        assert knowing.get("/api/v1/whereabouts", asked).json()["devices"][0]["who"][0]["person"] == hill.office.ref
    looks = lines(school_chain(school.ref), labels=["safeguarding"], subject=hill.office.ref)
    assert [line.actor_kind for line in looks] == ["machine"]


@pytest.mark.parametrize(
    "asked", [{}, {"address": ADDRESS}, {"address": "x", "at": AT}, {"address": ADDRESS, "at": "now"}]
)
def test_a_question_that_is_none_is_refused(hill: RobinHill, sender: Client, asked: dict[str, str]) -> None:
    assert sender.get("/api/v1/whereabouts", asked).status_code == 422


def test_another_schools_machine_finds_nothing(hill: RobinHill, other: School) -> None:
    hill.lease(MACS[0], -60, 480)
    asker = machine(secret_of(other, EVERYTHING))
    told = asker.get("/api/v1/whereabouts", {"address": ADDRESS, "at": AT}).json()
    assert (told["certainty"], told["devices"]) == ("not known", [])


@DESCRIBED.parametrize()
@settings(max_examples=12, database=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_described(
    case: schemathesis.Case[Any], hill: RobinHill, one_connection: None
) -> None:
    """schemathesis sends what the description allows and what it does not: no answer is a fault, or undescribed."""
    secret = secret_of(hill.school, EVERYTHING)
    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}"},
        excluded_checks=[positive_data_acceptance],  # a year 0001 has its form only
    )
