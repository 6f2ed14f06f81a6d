"""Every table says how long its rows are kept, and keeps schools apart."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, models

from schoolgate.frame import checks, readiness
from schoolgate.frame.checks import models_declare_themselves, room_models
from schoolgate.frame.retention import Retention, for_ever, years
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.errors import SchoolgateError


def test_it_works() -> None:
    assert models_declare_themselves() == []
    assert len(list(room_models())) > 5


def test_a_table_that_does_not_say_is_found() -> None:
    assert [fault.id for fault in checks._faults(Session)] == ["schoolgate.E001"]


def test_a_period_is_told_as_the_schedule_prints_it() -> None:
    assert years(7, "the day they leave", "Asked about for six years.").words == "7 years from the day they leave"
    assert for_ever("The record names it.").words == "for ever"


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "years", "because": "Why not."},
        {"unit": "for ever", "because": "Why not.", "keep": 3, "counted_from": "today"},
        {"unit": "for ever", "because": "no sentence"},
    ],
)
def test_a_retention_that_says_too_little_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"say how many|must be a sentence"):
        Retention(**wrong)  # type: ignore[arg-type]  # that it is wrong is the point


def test_every_row_of_a_school_says_which() -> None:
    """A model with a foreign key to a school, or to a school's row, is itself of that school."""
    loose = [
        model._meta.label
        for model in room_models()
        if not issubclass(model, SchoolScoped)
        and any(
            isinstance(field, models.ForeignKey)
            and isinstance(field.related_model, type)
            and (issubclass(field.related_model, SchoolScoped) or field.related_model._meta.label == "people.School")
            for field in model._meta.concrete_fields
        )
    ]
    assert loose == []


def test_the_site_does_not_start_over_a_record_that_is_not_guarded(db: None) -> None:
    readiness.refuse_if_unsound()
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "ledger_entry_no_update"{on}')
    with pytest.raises(SchoolgateError, match=r"not guarded.*ledger_entry_no_update"):
        readiness.refuse_if_unsound()
