"""What serves is held against what was agreed: what differs is alarmed, put back, and asked about until answered."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from schoolgate.evidence.queries import facts, jobs
from schoolgate.filtering import actions
from schoolgate.filtering.actions.drifting import what_was_found
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.due import serve_what_is_agreed
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.models import Drift, RulesInService, SettingVersion
from schoolgate.filtering.tests.conftest import Hires
from schoolgate.filtering.tests.test_agreeing import ON, agreed
from schoolgate.filtering.ways_in.squid import config as squid
from schoolgate.frame.actor import person as as_person
from schoolgate.frame.actor import system
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.snapshots import frozen, thawed
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

CLOCK = system("filter")


@pytest.fixture
def lark(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


@pytest.fixture
def served(school: School, amara: Person, lark: Person) -> FilterFolder:
    """The folder of a school whose filter is on, with its rules in it."""
    agreed(school, ON, amara, lark)
    actions.publish(school)
    return folder_of(school)


def in_the_file(folder: FilterFolder) -> Rules:
    return thawed(json.loads(folder.rules.read_bytes()))


def of_agreed(school: School) -> tuple[int, int]:
    told = facts(school, today(school))["filtering.as_agreed"]
    return told.good, told.late


def test_it_works(school: School, served: FilterFolder, lark: Person, hires: Hires) -> None:
    technician = hires("Sam Crane", "it-lead")
    assert actions.look(school, actor=CLOCK) == []
    by_hand = replace(in_the_file(served), levels=(), unknown="")
    served.rules.write_text(json.dumps(frozen(by_hand)))
    (row,) = actions.look(school, actor=CLOCK)
    assert (row.what, row.put_back_at) == ("rules", None)
    assert in_the_file(served).levels == ON.levels  # what was agreed serves again
    row.refresh_from_db()
    assert row.put_back_at is not None
    found = what_was_found(row)
    assert isinstance(found, dict)
    assert found["rules"]["levels"] == []
    told = {notice.person.ref for notice in Notice.objects.for_school(school).filter(kind="filter.drift")}
    assert {lark.ref, technician.ref} < told
    assert of_agreed(school)[1] == 1
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.drifted")) == 1


def test_the_same_is_alarmed_once_and_rules_that_vanish_are_written_again(school: School, served: FilterFolder) -> None:
    served.rules.unlink()
    assert [row.found for row in actions.look(school, actor=CLOCK)] == [""]
    served.rules.write_text("not rules")
    assert actions.look(school, actor=CLOCK) == []  # not there, or not whole: that is known and not answered yet
    assert in_the_file(served).levels == ON.levels
    assert Drift.objects.for_school(school).count() == 1


def test_somebody_says_what_it_was(school: School, served: FilterFolder, lark: Person, hires: Hires) -> None:
    served.rules.unlink()
    (row,) = actions.look(school, actor=CLOCK)
    with pytest.raises(BadInputError, match="is not said"):
        actions.settle_drift(row, " ", by=lark, actor=as_person(lark.ref))
    teacher = hires("Bo Finch", "teachers")
    with pytest.raises(DeniedError):
        actions.settle_drift(row, "It was me.", by=teacher, actor=as_person(teacher.ref))
    actions.settle_drift(row, "The disk was full.", by=lark, actor=as_person(lark.ref))
    assert of_agreed(school)[1] == 0
    with pytest.raises(NotFoundError, match="explained before"):
        actions.settle_drift(row, "Again.", by=lark, actor=as_person(lark.ref))


def test_the_clock_looks_and_asks_the_head_why_until_somebody_has_said(
    school: School, served: FilterFolder, amara: Person, lark: Person
) -> None:
    def asked() -> list[str]:
        found = jobs(school, on=today(school), person=amara)
        return [job.about for job in found if job.words == "Say why the web filter was changed without agreement"]

    assert serve_what_is_agreed(timezone.now()) == 0
    assert asked() == []
    served.rules.unlink()
    assert serve_what_is_agreed(timezone.now()) == 1
    row = Drift.objects.for_school(school).get()
    assert asked() == [row.ref]
    assert serve_what_is_agreed(timezone.now()) == 0  # known: asked once
    assert asked() == [row.ref]
    actions.settle_drift(row, "The disk was full.", by=lark, actor=as_person(lark.ref))
    assert asked() == []


def test_what_is_kept_as_agreed_is_held_against_the_permanent_record(
    school: School, served: FilterFolder, lark: Person
) -> None:
    row = SettingVersion.objects.for_school(school).get()
    SettingVersion.objects.for_school(school).update(document={**row.document, "setting": {}})
    (drift,) = actions.look(school, actor=CLOCK)
    assert (drift.what, drift.wanted) == ("setting", row.digest)
    assert in_the_file(served).levels == ON.levels  # what served before serves on
    with pytest.raises(BadInputError, match="still not as it was agreed"):
        actions.settle_drift(drift, "A slip.", by=lark, actor=as_person(lark.ref))
    SettingVersion.objects.for_school(school).update(document=row.document)
    actions.look(school, actor=CLOCK)
    drift.refresh_from_db()
    assert drift.put_back_at is not None


def test_lists_that_are_damaged_while_the_filter_is_on_are_seen(school: School, served: FilterFolder) -> None:
    assert actions.look(school, actor=CLOCK) == []  # none were in service yet
    served.lists.write_bytes(b"no lists")
    (row,) = actions.look(school, actor=CLOCK)
    assert (row.what, row.put_back_at) == ("lists", None)


def test_a_configuration_of_squid_that_was_changed_by_hand_is_seen(school: School, served: FilterFolder) -> None:
    body = "http_port 3128\n"
    there = served.root / "squid" / "squid.conf"
    there.parent.mkdir()
    there.write_text(f"{squid.FORM}{squid.digest(body)}\n{body}")
    assert actions.look(school, actor=CLOCK) == []
    there.write_text(f"{squid.FORM}{squid.digest(body)}\n{body}http_access allow all\n")
    (row,) = actions.look(school, actor=CLOCK)
    assert (row.what, row.wanted, row.put_back_at) == ("proxy", squid.digest(body), None)
    there.write_text(f"{squid.FORM}{squid.digest(body)}\n{body}")
    actions.look(school, actor=CLOCK)
    row.refresh_from_db()
    assert row.put_back_at is not None


def test_a_file_we_had_just_written_when_we_were_cut_off_is_ours(school: School, served: FilterFolder) -> None:
    rows = RulesInService.objects.for_school(school)
    written = rows.get().written
    rows.update(written="0" * 64, writing=written)
    assert actions.look(school, actor=CLOCK) == []


def test_nothing_is_looked_at_where_nothing_was_agreed(school: School) -> None:
    assert actions.look(school, actor=CLOCK) == []
    assert not folder_of(school).rules.exists()
    assert actions.publish(school) == ""
