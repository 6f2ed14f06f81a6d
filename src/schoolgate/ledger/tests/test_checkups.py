"""What the installation's checks say of the permanent record."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from schoolgate.frame import doctor
from schoolgate.frame.actor import system
from schoolgate.ledger import actions, kinds


def found(key: str) -> list[doctor.Finding]:
    return list(next(outcome for outcome in doctor.examine() if outcome.key == key).findings)


def _entry(days: int) -> None:
    with transaction.atomic():
        actions.append(
            actions.INSTANCE,
            kinds.GUARD_RENEWED,
            actor=system("test"),
            subject="ledger",
            at=timezone.now() + timedelta(days=days),
        )


def test_it_works(db: None) -> None:
    _entry(-1)
    assert found("ledger.time") == found("ledger.whole") == []


def test_an_entry_of_a_day_to_come_says_that_the_clock_went_back(db: None) -> None:
    _entry(2)
    assert "yet to come" in found("ledger.time")[0].cause


def test_a_record_that_was_touched_is_named(db: None) -> None:
    _entry(-1)
    with connection.cursor() as cursor:
        on = " ON ledger_body" if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "ledger_body_no_update"{on}')
        cursor.execute("UPDATE ledger_body SET subject = 'somebody else'")
    assert "changed" in found("ledger.whole")[0].cause
