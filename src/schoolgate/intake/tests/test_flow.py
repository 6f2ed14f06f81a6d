"""From a file to a changed calendar and back: each step waits for a person, and is told in the record."""

import pytest

from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor, operator
from schoolgate.frame.encrypted_files import EncryptedStorage
from schoolgate.intake import actions, parsing
from schoolgate.intake.due import take_up
from schoolgate.intake.models import Delivery, Mapping, RejectedRow
from schoolgate.intake.queries import preview, rejects
from schoolgate.intake.tests.giving import (
    AUTUMN,
    COLUMNS,
    OPERATOR,
    SPRING,
    applied,
    calendar,
    given,
    kinds_told,
    ready,
)
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.actions import Period, set_calendar
from schoolgate.people.models import School

STATES = Delivery.State


def test_it_works(school: School, office: Actor) -> None:
    delivery = given(school, by=office)
    assert delivery.state == STATES.MAPPING
    assert [guess[:2] for guess in delivery.looked["guesses"]] == list(map(list, COLUMNS.items()))
    delivery = actions.save_mapping(delivery, COLUMNS, actor=office)
    assert (delivery.state, delivery.counts, delivery.rejected) == (STATES.READY, {"added": 3}, 0)
    assert calendar(school) == []  # nothing is applied before somebody has looked
    delivery = actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=office)
    assert (delivery.state, delivery.decided_by) == (STATES.APPLIED, office.ref)
    assert calendar(school) == [
        "inset 2026-09-01 2026-09-01",
        "term 2026-09-02 2026-12-18",
        "half-term 2026-10-26 2026-10-30",
    ]
    actions.undo(delivery, actor=office)
    assert calendar(school) == []
    assert kinds_told(school) == ["intake.received", "intake.mapped", "intake.applied", "intake.undone"]


def test_a_list_with_the_same_headings_is_read_as_the_last_one_was(school: School) -> None:
    ready(school)
    again = given(school, b"First day,Type,Last day,Name\n04/01/2027,Term,26/03/2027,Spring term\n")
    assert (again.state, Mapping.objects.for_school(school).count()) == (STATES.READY, 1)


def test_a_changed_heading_waits_for_a_person(school: School) -> None:
    ready(school)
    changed = given(school, AUTUMN.replace(b"First day", b"Start date"))
    assert changed.state == STATES.MAPPING
    assert {head: column for head, column, _ in changed.looked["guesses"]}["Start date"] == "first"


def test_a_list_with_headings_of_its_own_is_told_by_what_it_holds(school: School) -> None:
    titled = b"Robin Hill\n\nType,Name of period,Starts,Ends,Notes\nTerm,Autumn,2/9/26,18/12/26,x\nINSET,,1/9/26,,\n"
    delivery = given(school, titled)
    assert (delivery.state, delivery.feed) == (STATES.MAPPING, "term-dates")
    assert [column for _, column, _ in delivery.looked["guesses"]] == ["kind", "name", "first", "last", ""]


def test_a_mapping_without_a_needed_column_is_refused_and_nothing_is_lost(school: School) -> None:
    delivery = given(school)
    with pytest.raises(BadInputError, match="“First day”"):
        actions.save_mapping(delivery, COLUMNS | {"First day": ""}, actor=OPERATOR)
    delivery.refresh_from_db()
    assert delivery.state == STATES.MAPPING


def test_the_same_file_twice_is_one(school: School) -> None:
    first = actions.receive(school, "terms.csv", AUTUMN, way=Delivery.Way.PAGE, actor=OPERATOR)
    again = actions.receive(school, "copy of terms.csv", AUTUMN, way=Delivery.Way.COMMAND, actor=OPERATOR)
    assert (first.repeated, again.repeated, again.delivery.ref) == (False, True, first.delivery.ref)
    assert again.delivery.heard_at > first.delivery.received_at
    assert Delivery.objects.for_school(school).count() == 1


def test_an_older_file_given_after_another_is_new_again(school: School) -> None:
    applied(school, AUTUMN)
    applied(school, SPRING)
    assert not actions.receive(school, "terms.csv", AUTUMN, way=Delivery.Way.PAGE, actor=OPERATOR).repeated
    assert actions.receive(school, "terms.csv", SPRING, way=Delivery.Way.PAGE, actor=OPERATOR).repeated


def test_rows_that_cannot_be_used_are_kept_with_the_reason(school: School) -> None:
    delivery = ready(school, AUTUMN + b"Party,Leavers,01/07/2027,\nTerm,Summer,31/02/2027,20/07/2027\n")
    assert [(row.line, row.reason[:40]) for row in rejects(delivery)] == [
        (5, "“Party” is neither a term, a half-term h"),
        (6, "First day: there is no such day as “31/0"),
    ]
    assert rejects(delivery)[1].raw == "Term,Summer,31/02/2027,20/07/2027"
    assert delivery.counts == {"added": 3}


def test_no_row_is_lost_on_the_way_out_of_the_process(school: School) -> None:
    many = AUTUMN + b"".join(b"INSET,Day %d,%s,\n" % (n, b"01/09/2027" if n % 3 else b"soon") for n in range(2000))
    delivery = ready(school, many)
    left: list[Reject] = []
    rows = list(parsing.rows(delivery, left))
    assert len(rows) + len(left) == 2003
    assert all(isinstance(row, Row) for row in rows)
    assert RejectedRow.objects.for_school(school).count() == delivery.rejected == len(left)


def test_a_list_that_would_take_out_what_is_known_stops_until_it_is_answered(school: School) -> None:
    applied(school)
    shorter = ready(school, AUTUMN.replace(b"Half-term,Autumn half-term,26/10/2026,30/10/2026\n", b""))
    assert preview(shorter).stop.startswith("1 of 3 dates")
    with pytest.raises(BadInputError, match="Nothing was changed"):
        actions.apply(shorter, shown=shorter.plan_digest, answered=False, actor=OPERATOR)
    actions.apply(shorter, shown=shorter.plan_digest, answered=True, actor=OPERATOR)
    assert len(calendar(school)) == 2


def test_what_changed_since_the_preview_is_shown_again_before_anything_is_done(school: School) -> None:
    delivery = ready(school)
    shown = delivery.plan_digest
    applied(school, AUTUMN + b"Half-term,More,01/12/2026,02/12/2026\n")
    with pytest.raises(actions.ChangedPlanError):
        actions.apply(delivery, shown=shown, answered=True, actor=OPERATOR)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.counts, delivery.unchanged) == (STATES.READY, {"gone": 1}, 3)
    assert delivery.plan_digest != shown
    assert len(calendar(school)) == 4


def test_of_two_who_apply_at_once_the_second_is_told(school: School) -> None:
    delivery = ready(school)
    second = Delivery.objects.for_school(school).get(pk=delivery.pk)
    actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)
    with pytest.raises(BadInputError, match="no longer waits: applied"):
        actions.apply(second, shown=second.plan_digest, answered=False, actor=operator("another"))
    assert kinds_told(school).count("intake.applied") == 1


def test_what_has_changed_since_cannot_be_undone_over(school: School) -> None:
    delivery = applied(school)
    snow = [Period("closure", "Snow", delivery.true_on, delivery.true_on)]
    set_calendar(school, snow, first=delivery.true_on, last=delivery.true_on, actor=OPERATOR)
    with pytest.raises(BadInputError, match="changed since"):
        actions.undo(delivery, actor=OPERATOR)
    delivery.refresh_from_db()
    assert delivery.state == STATES.APPLIED


def test_a_file_set_aside_can_be_looked_at_again(school: School) -> None:
    delivery = actions.set_aside(ready(school), actor=OPERATOR)
    assert (delivery.state, delivery.trouble) == (STATES.REFUSED, "Somebody set it aside.")
    with pytest.raises(BadInputError, match="no longer waits"):
        actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)
    assert actions.again(delivery, actor=OPERATOR).state == STATES.READY


def test_a_file_nobody_finished_looking_at_is_taken_up_by_the_clock(school: School) -> None:
    received = actions.receive(school, "terms.csv", AUTUMN, way=Delivery.Way.PAGE, actor=OPERATOR).delivery
    assert take_up(received.received_at) == 0  # whoever took it may be looking still
    assert take_up(received.received_at.replace(year=2100)) == 1
    received.refresh_from_db()
    assert received.state == STATES.MAPPING


def test_a_file_that_cannot_be_read_is_kept_with_the_reason(school: School) -> None:
    delivery = given(school, b"%PDF-1.7 not a list", "terms.pdf")
    assert (delivery.state, "it is a PDF" in delivery.trouble) == (STATES.REFUSED, True)
    assert parsing.content(delivery.file) == b"%PDF-1.7 not a list"


def test_what_lies_on_the_disk_and_in_the_tables_tells_nothing(school: School) -> None:
    delivery = ready(school, AUTUMN + b"Party,Ottilie Marsh,01/07/2027,\n")
    for field in (delivery.file, delivery.plan):
        assert b"Autumn" not in EncryptedStorage().as_it_lies(str(field.name))
    row = RejectedRow._base_manager.filter(delivery=delivery).extra(select={"lies": "raw"}).values_list("lies").get()
    assert "Ottilie" not in str(row)
