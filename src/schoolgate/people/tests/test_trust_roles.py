"""Who may see how the schools of a trust stand, and for how long it is known that they did."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from schoolgate.frame import upkeep
from schoolgate.frame.actor import operator
from schoolgate.kernel.clocks.months import add_months
from schoolgate.people import actions, opening
from schoolgate.people.models import TrustRole

BY = operator("test")
ENDED = date(2026, 3, 31)


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.mark.django_db
def test_a_role_that_ended_is_forgotten_after_seven_years_and_one_that_goes_on_is_not() -> None:
    trust = actions.add_trust("Kingfisher Learning Trust", actor=BY)
    for name, ends in (("Ines Calder", ENDED), ("Robin Fell", None)):
        account = opening.add_account(f"{name[:4].lower()}@kingfisher.example", "three plain words here", actor=BY)
        first = date(2025, 9, 1)
        actions.give_trust_role(trust, account, name, "trust-lead", actor=BY, valid_from=first, valid_to=ends)
    over = add_months(ENDED, 7 * 12)
    assert upkeep.sweep(at(over - timedelta(days=1)))["people.trust-roles"] == 0
    assert upkeep.sweep(at(over))["people.trust-roles"] == 1
    assert [row.name for row in TrustRole.objects.all()] == ["Robin Fell"]
