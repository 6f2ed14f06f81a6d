"""The permanent record's page, asked for as a browser asks."""

import io
import zipfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.frame.templatetags.schoolgate import moment
from schoolgate.home.asking import AREAS, areas_there_are
from schoolgate.ledger.actions import Authority, New, append_many, erase, make_checkpoint, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.models import Entry
from schoolgate.ledger.notes import short
from schoolgate.ledger.queries import checkpoint, lines
from schoolgate.ledger.tests.tampering import tamper
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

TRIED = kind("test.tried", "tried something", number="which one")


def test_it_works(client: Client, school: School) -> None:
    assert "added the school" in client.get(f"/schools/{school.ref}/record/").content.decode()


def test_times_are_told_by_the_schools_own_clock(client: Client, school: School) -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    School.objects.filter(pk=school.pk).update(time_zone=zone.key)
    at = lines(school_chain(school.ref), labels=["school"])[0].at
    there = moment(at.astimezone(zone).replace(tzinfo=None))
    assert there in client.get(f"/schools/{school.ref}/record/").content.decode()


def test_it_says_when_it_was_last_fixed_and_gives_the_note(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/record/"
    assert "The first is yet to come." in client.get(address).content.decode()
    assert client.get(f"{address}note/").status_code == 404
    made = checkpoint(make_checkpoint(school_chain(school.ref), actor=operator("sam")))
    page = client.get(address).content.decode()
    assert f"Last fixed by a signed note on {moment(made.at)}" in page
    assert short(made.fingerprint) in page
    answer = client.get(f"{address}note/")
    assert (answer.content.decode(), answer["Content-Type"]) == (made.text, "text/plain; charset=utf-8")


def test_lines_taken_out_of_the_database_are_seen_to_be_missing(client: Client, school: School) -> None:
    chain = school_chain(school.ref)
    refs = append_many(chain, [New(TRIED, operator("sam"), "thing") for _ in range(120)])
    end = lines(chain, labels=["school"])[0].sequence
    erase(refs[-3], actor=operator("sam"), authority=Authority.MISTAKE, reason="wrong-person")
    address = f"/schools/{school.ref}/record/"
    assert "missing" not in client.get(address).content.decode()
    tamper(*(sql for place in (end, end - 60, 1, 2) for sql in _taking_out(chain, place)))
    tamper(f"DELETE FROM ledger_body WHERE ref = '{refs[-2]}'")
    latest = client.get(address).content.decode()
    assert f'<th scope="row">{end}</th><td></td><td><b>This line is missing.' in latest
    assert "What was said here was erased, as a later line tells." in latest
    assert "What was said here is missing, and nothing tells why." in latest
    earlier = client.get(address, {"before": str(end - 49)}).content.decode()
    assert f'<th scope="row">{end - 60}</th><td></td>' in earlier
    assert earlier.count("missing") == 1
    first = client.get(address, {"before": "20"}).content.decode()
    assert '<th scope="row">1–2</th><td></td><td><b>These lines are missing.' in first


def _taking_out(chain: str, place: int) -> list[str]:
    pk = Entry.objects.get(chain__key=chain, sequence=place).pk
    return [f"DELETE FROM ledger_body WHERE entry_id = {pk}", f"DELETE FROM ledger_entry WHERE id = {pk}"]


@pytest.mark.parametrize("before", ["9" * 30, "9" * 5000, "²", "no number"])
def test_asked_from_no_real_place_it_begins_at_its_end(client: Client, school: School, before: str) -> None:
    page = client.get(f"/schools/{school.ref}/record/", {"before": before})
    assert "added the school" in page.content.decode()


def test_a_line_says_which_promise_version_and_role_and_names_no_child(client: Client, school: School) -> None:
    day = today(school)
    pupil = people.add_person(school, "Zoë Haddad Suárez", actor=operator("sam"))
    people.give_role(pupil, "pupils", actor=operator("sam"), valid_from=day)
    teacher = people.add_person(school, "Tom Okonkwo", actor=operator("sam"))
    people.give_role(teacher, "teachers", actor=operator("sam"), valid_from=day)
    page = client.get(f"/schools/{school.ref}/record/").content.decode()
    assert "gave a person a role (Tom Okonkwo, Teacher)" in page
    assert "gave a person a role (Pupil)" in page
    assert "Haddad" not in page


def test_it_is_narrowed_by_who_what_and_when(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/record/"
    with transaction.atomic():
        old = datetime(2024, 3, 5, 12, tzinfo=UTC)
        append_many(school_chain(school.ref), [New(TRIED, operator("sam"), "x", {"number": 1}, at=old)])
    assert "added the school" in client.get(f"{address}?what=school").content.decode()
    assert "tried something" not in client.get(f"{address}?what=school").content.decode()
    later = {"since-day": "1", "since-month": "1", "since-year": "2100"}
    assert "Nothing in the record is like that." in client.get(address, later).content.decode()
    until = {f"until-{part}": value for part, value in (("day", "1"), ("month", "1"), ("year", "2000"))}
    assert "Nothing in the record is like that." in client.get(address, until).content.decode()
    nobody = client.get(address, {"who": "nobody-there"}).content.decode()
    assert "added the school" in nobody  # not a choice: the form says so, and everything is shown


def test_every_kind_of_entry_has_an_area_in_words() -> None:
    assert sorted(areas_there_are() - set(AREAS) - {"test"}) == []


def test_the_whole_record_is_taken_as_a_file_and_that_is_entered(client: Client, school: School) -> None:
    address = f"/schools/{school.ref}/record/"
    assert client.get(f"{address}pack/").status_code == 405
    taken = client.post(f"{address}pack/")
    with zipfile.ZipFile(io.BytesIO(taken.content)) as held:
        assert {"entries.jsonl", "verify_pack.py"} <= set(held.namelist())
        assert b"report.record-taken" in held.read("entries.jsonl")
    assert "took the whole record as a file" in client.get(address).content.decode()
