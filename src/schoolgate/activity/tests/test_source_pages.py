"""The pages of sources as somebody uses them: adding, giving a file, saying which column is which, and ending."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from schoolgate.activity.actions.following import set_up
from schoolgate.activity.models import Held, Load, Source
from schoolgate.activity.tests.squid import OPERATOR, line
from schoolgate.evidence.tests.a_school import amara as amara
from schoolgate.evidence.tests.a_school import works_as as works_as
from schoolgate.people.models import School


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_DATA = tmp_path
    return tmp_path / "activity"


@pytest.fixture
def lead(works_as: Callable[[str], Client]) -> Client:
    return works_as("it-lead")


def address(school: School, name: str, **more: str) -> str:
    return reverse(f"activity.{name}", kwargs={"school": school.ref, **more})


def log(count: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("access.log", "".join(line(second) for second in range(count)).encode())


def csv(heading: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("monday.csv", f"{heading}\n2026-11-24 10:00:00,http://owls.example/,ada\n".encode())


def test_it_works(school: School, lead: Client) -> None:
    """A log is given, and what kind it is, is found out."""
    given = {"name": "Proxy", "feed": "", "file": log(7)}
    answer = lead.post(address(school, "add_source_by", way="upload"), given, follow=True)
    assert "7 rows were kept." in answer.content.decode()
    assert "Heard" in lead.get(address(school, "sources")).content.decode()


def test_the_same_file_again_adds_nothing(school: School, lead: Client) -> None:
    source = set_up(school, "Proxy", "squid", "upload", {}, actor=OPERATOR)
    lead.post(address(school, "source", source=source.ref), {"do": "give", "file": log(7)})
    answer = lead.post(address(school, "source", source=source.ref), {"do": "give", "file": log(9)}, follow=True)
    words = answer.content.decode()
    assert "2 rows were kept." in words
    assert "7 were here already." in words


def test_a_file_that_is_no_log_says_so_and_nothing_is_set_up(school: School, lead: Client) -> None:
    given = {"name": "Proxy", "feed": "", "file": SimpleUploadedFile("letter.txt", b"Dear parents,\n")}
    answer = lead.post(address(school, "add_source_by", way="upload"), given)
    assert answer.status_code == 422
    assert "no log that is known here" in answer.content.decode()
    assert not Source.objects.for_school(school).exists()


def test_syslog_is_set_up_in_one_step_and_what_is_wrong_is_told(school: School, lead: Client) -> None:
    given = {"name": "Firewall", "feed": "squid", "senders": "everybody", "listen": "127.0.0.1", "port": "5514"}
    where = address(school, "add_source_by", way="syslog")
    assert "no address or network" in lead.post(where, given).content.decode()
    answer = lead.post(where, given | {"senders": "10.20.0.1"}, follow=True)
    words = answer.content.decode()
    assert "10.20.0.1/32" in words
    assert "Nothing has come yet" in words


def test_new_columns_are_agreed_by_a_person_who_sees_nobodys_doings(school: School, lead: Client) -> None:
    source = set_up(school, "Supplier", "supplier-csv", "upload", {}, actor=OPERATOR)
    given = {"do": "give", "file": csv("Zeitpunkt,Wohin,Wer")}
    answer = lead.post(address(school, "source", source=source.ref), given, follow=True)
    words = answer.content.decode()
    assert "Which column is which?" in words
    assert "xxxx://xxxx.xxxxxxx/" in words
    assert "owls" not in words
    held = Held.objects.for_school(school).get()
    where = address(school, "columns", held=held.ref)
    assert "when it was" in lead.post(where, {"c1": "url"}).content.decode()
    answer = lead.post(where, {"c0": "at", "c1": "url", "c2": "account"}, follow=True)
    assert "1 row was kept." in answer.content.decode()
    held.refresh_from_db()
    assert not held.file


def test_a_row_is_not_taken_for_a_heading_and_were_it_nobodys_doings_would_be_shown(
    school: School, lead: Client
) -> None:
    source = set_up(school, "Supplier", "supplier-csv", "upload", {}, actor=OPERATOR)
    rows = "Zeitpunkt,Wohin,Wer,Warum\n2026-11-24 10:00:00,http://owls.example/,ada,blocked\n"
    given = {"do": "give", "file": SimpleUploadedFile("monday.csv", rows.encode())}
    lead.post(address(school, "source", source=source.ref), given)
    held = Held.objects.for_school(school).get()
    assert held.headings == ["Zeitpunkt", "Wohin", "Wer", "Warum"]
    held.headings = ["2026-11-24 10:00:00", "http://owls.example/", "Robin Wagtail", "url"]
    held.save()
    words = lead.get(address(school, "columns", held=held.ref)).content.decode()
    assert "owls" not in words
    assert "Wagtail" not in words
    assert "xxxxx xxxxxxx" in words


def test_a_file_whose_columns_are_new_and_that_is_too_long_to_keep_is_asked_for_in_short(
    school: School, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schoolgate.activity.actions.giving.MOST_HELD", 40)
    source = set_up(school, "Supplier", "supplier-csv", "upload", {}, actor=OPERATOR)
    answer = lead.post(address(school, "source", source=source.ref), {"do": "give", "file": csv("Zeitpunkt,Wohin,Wer")})
    assert "Give its first lines as a file" in answer.content.decode()
    assert not Held.objects.for_school(school).exists()


def test_a_file_of_another_kind_is_warned_of_and_not_called_well(school: School, lead: Client) -> None:
    source = set_up(school, "Proxy", "squid", "upload", {}, actor=OPERATOR)
    given = {"do": "give", "file": csv("Zeitpunkt,Wohin,Wer")}
    words = lead.post(address(school, "source", source=source.ref), given, follow=True).content.decode()
    assert "2 lines could not be used. Nothing of it could be used." in words


def test_what_waits_can_be_left(school: School, lead: Client) -> None:
    source = set_up(school, "Supplier", "supplier-csv", "upload", {}, actor=OPERATOR)
    lead.post(address(school, "source", source=source.ref), {"do": "give", "file": csv("Zeitpunkt,Wohin,Wer")})
    held = Held.objects.for_school(school).get()
    lead.post(address(school, "columns", held=held.ref), {"do": "drop"})
    assert not Load.objects.for_school(school).exists()
    assert "waits no more" in lead.get(address(school, "columns", held=held.ref)).content.decode()


def test_lines_that_were_not_used_are_shown_by_their_shape(school: School, lead: Client) -> None:
    source = set_up(school, "Proxy", "squid", "upload", {}, actor=OPERATOR)
    given = SimpleUploadedFile("access.log", b"owls at 7\n" + line().encode())
    lead.post(address(school, "source", source=source.ref), {"do": "give", "file": given})
    words = lead.get(address(school, "source", source=source.ref)).content.decode()
    assert "xxxx xx 9" in words
    assert "owls at" not in words


def test_how_often_it_should_be_heard_is_said_and_it_is_ended(school: School, lead: Client) -> None:
    source = set_up(school, "Proxy", "squid", "machine", {}, actor=OPERATOR)
    where = address(school, "source", source=source.ref)
    lead.post(where, {"do": "expect", "every": "half-day", "begins": "08:45", "ends": "15:10"})
    assert "every half school day" in lead.get(address(school, "sources")).content.decode()
    wrong = lead.post(where, {"do": "expect", "every": "half-day", "begins": "15:45", "ends": "15:10"})
    assert "before they begin" in wrong.content.decode()
    lead.post(where, {"do": "end"})
    assert "Ended" in lead.get(where).content.decode()
    assert "No log of web activity" in lead.get(address(school, "sources")).content.decode()


def test_a_page_names_no_path_of_the_server(school: School, lead: Client, tmp_path: Path) -> None:
    source = set_up(school, "Proxy", "squid", "tail", {"path": str(tmp_path / "access.log")}, actor=OPERATOR)
    assert str(tmp_path) not in lead.get(address(school, "source", source=source.ref)).content.decode()


def test_ways_that_name_a_path_are_not_set_up_on_a_page(school: School, lead: Client) -> None:
    assert lead.get(address(school, "add_source_by", way="tail")).status_code == 404


def test_governors_see_how_sources_do_and_change_nothing(school: School, works_as: Callable[[str], Client]) -> None:
    source = set_up(school, "Proxy", "squid", "machine", {}, actor=OPERATOR)
    governor = works_as("governors")
    assert "Add a source" not in governor.get(address(school, "sources")).content.decode()
    governor.post(address(school, "source", source=source.ref), {"do": "end"})
    source.refresh_from_db()
    assert source.ended_on is None
