"""The pages of files, asked as a browser asks: what each person sees, and what the buttons do."""

import csv
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.intake.models import Delivery, Mapping
from schoolgate.intake.tests.conftest import hired
from schoolgate.intake.tests.giving import AUTUMN, COLUMNS, OPERATOR, applied, calendar, given, ready
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Account, School


def signed_in(school: School, role: str) -> Client:
    email = f"{role}@robinhill.example"
    account = opening.add_account(email, "three plain words here", actor=OPERATOR)
    people.give_sign_in(hired(school, f"Somebody {role.title()}", role), account, actor=OPERATOR)
    client = Client()
    client.force_login(Account.objects.get(email=email))
    return client


@pytest.fixture
def client(school: School) -> Client:
    return signed_in(school, "office")


def words(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def upload(client: Client, school: School, *files: tuple[str, bytes], **more: str) -> Any:
    given_ = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(f"/schools/{school.ref}/files/", {"given": given_, **more}, follow=True)


def latest(school: School) -> Delivery:
    found = Delivery.objects.for_school(school).order_by("-received_at").first()
    assert isinstance(found, Delivery)
    return found


def press(client: Client, delivery: Delivery, do: str, **more: str) -> Any:
    address = f"/schools/{delivery.school.ref}/files/{delivery.ref}/inside/"
    return client.post(address, {"do": do, **more}, follow=True)


def test_it_works(client: Client, school: School) -> None:
    page = upload(client, school, ("terms.csv", AUTUMN))
    assert "Which column is which?" in words(page)
    columns = {f"column-{place}": column for place, column in enumerate(COLUMNS.values())}
    page = press(client, latest(school), "map", **columns)
    assert "3 would be added" in words(page)
    page = press(client, latest(school), "apply", shown=latest(school).plan_digest)
    assert "Done, and added to the record." in words(page)
    assert len(calendar(school)) == 3
    page = press(client, latest(school), "undo")
    assert "What was known before is known again." in words(page)
    assert calendar(school) == []
    assert "Somebody Office applied a file" in words(page)


def test_the_list_says_what_waits_for_whom(client: Client, school: School) -> None:
    upload(client, school, ("terms.csv", AUTUMN))
    page = words(client.get(f"/schools/{school.ref}/files/"))
    assert "One file waits." in page
    whom = page.partition("It waits for: ")[2].partition(".")[0]
    assert {"Headteacher", "School office"} < set(whom.split(", "))


def test_the_same_file_again_is_said_kindly(client: Client, school: School) -> None:
    upload(client, school, ("terms.csv", AUTUMN))
    page = upload(client, school, ("copy.csv", AUTUMN))
    assert "copy.csv is here already, the same to the letter. Nothing was added." in words(page)
    assert Delivery.objects.for_school(school).count() == 1


def test_several_files_are_each_taken_and_a_bad_one_says_why(client: Client, school: School) -> None:
    page = upload(client, school, ("terms.csv", AUTUMN), ("notes.pdf", b"%PDF-1.7"), ("empty.csv", b""))
    assert "That file has nothing in it." in words(page)
    page = upload(client, school, ("terms.csv", AUTUMN), ("notes.pdf", b"%PDF-1.7"))
    assert "terms.csv" in words(page)
    assert {one.state for one in Delivery.objects.for_school(school)} == {"mapping", "refused"}


def test_a_file_nobody_can_read_says_what_it_is(client: Client, school: School) -> None:
    page = upload(client, school, ("notes.pdf", b"%PDF-1.7"))
    assert "it is a PDF, and not a list. Save the list as CSV or as an Excel workbook" in words(page)


def test_a_list_we_cannot_tell_is_named_by_whoever_gave_it(client: Client, school: School) -> None:
    page = upload(client, school, ("odd.csv", b"Alpha,Beta\n1,2\n"))
    assert "We cannot tell what this is" in words(page)
    assert "The school’s term dates" in words(page)
    delivery = latest(school)
    address = f"/schools/{school.ref}/files/{delivery.ref}/"
    page = client.post(address, {"do": "name", "kind": "calendar/term-dates"}, follow=True)
    assert "Which column is which?" in words(page)


def test_a_mapping_that_cannot_be_is_sent_back_as_it_was_filled_in(client: Client, school: School) -> None:
    upload(client, school, ("terms.csv", AUTUMN))
    page = press(client, latest(school), "map", **{"column-0": "kind", "column-1": "name"})
    assert page.status_code == 409
    assert "no column of it is “First day”" in words(page)
    assert '<option value="name" selected>' in page.content.decode()
    assert not Mapping.objects.for_school(school).exists()


def test_a_changed_heading_says_what_changed(client: Client, school: School) -> None:
    ready(school)
    page = words(upload(client, school, ("terms.csv", AUTUMN.replace(b"First day", b"First date"))))
    assert "The headings are not those of last time" in page
    assert "First day seems to be called First date now." in page


def test_a_question_must_be_answered(client: Client, school: School) -> None:
    applied(school)
    delivery = ready(school, AUTUMN.replace(b"Half-term,Autumn half-term,26/10/2026,30/10/2026\n", b""))
    page = press(client, delivery, "apply", shown=delivery.plan_digest)
    assert "1 of 3 dates that are known now would be taken out" in words(page)
    assert len(calendar(school)) == 3


def test_rejects_are_shown_and_downloaded_without_formulas(client: Client, school: School) -> None:
    delivery = ready(school, AUTUMN + b"=cmd|x,Bang,01/07/2027,\n")
    address = f"/schools/{school.ref}/files/{delivery.ref}/inside/"
    assert "1 row could not be used" in words(client.get(address))
    response = client.get(f"{address}rows-not-used.csv")
    told = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a stream
    row, _part, reason, raw = next(csv.reader(told.splitlines()[1:]))
    assert (row, raw) == ("5", "'=cmd|x,Bang,01/07/2027,")
    assert "“=cmd|x” is a formula" in reason


def test_technicians_see_that_a_file_came_and_nothing_of_it(school: School) -> None:
    delivery = given(school, AUTUMN, "Ottilie Marsh.csv")
    technician = signed_in(school, "it-lead")
    listed = words(technician.get(f"/schools/{school.ref}/files/"))
    page = words(technician.get(f"/schools/{school.ref}/files/{delivery.ref}/"))
    assert "A file" in listed
    assert "What is in it is for:" in page
    for shown in (listed, page):
        assert "Ottilie" not in shown
        assert "Autumn" not in shown
    assert technician.post(f"/schools/{school.ref}/files/{delivery.ref}/", {"do": "aside"}).status_code == 403
    assert technician.get(f"/schools/{school.ref}/files/{delivery.ref}/inside/").status_code == 403


def test_a_guess_shows_technicians_nothing_but_what_they_gave(school: School) -> None:
    devices = b"Type,Asset Tag,Where,Ottilie Marsh\nTablet,T-1,Hall,x\n"
    delivery = given(school, devices, "devices.csv")
    assert delivery.feed == "devices-csv"
    technician = signed_in(school, "it-lead")
    assert "Ottilie" not in words(technician.get(f"/schools/{school.ref}/files/{delivery.ref}/"))
    own = upload(technician, school, ("mine.csv", devices.replace(b"T-1", b"T-2")))
    assert "Which column is which?" in words(own)


def test_a_heading_that_many_lists_have_tells_nothing(client: Client, school: School) -> None:
    upload(client, school, ("staff.csv", b"Type,Nickname,Motto\nTeacher,Ott,Onwards\n"))
    assert latest(school).feed != "devices-csv"


def test_two_people_at_one_file_are_told_of_each_other(client: Client, school: School) -> None:
    delivery = ready(school)
    head = signed_in(school, "head")
    press(client, delivery, "apply", shown=delivery.plan_digest)
    page = press(head, delivery, "apply", shown=delivery.plan_digest)
    assert (page.status_code, "no longer waits" in words(page)) == (409, True)


def test_what_is_expected_and_watched_is_set_on_a_page(school: School) -> None:
    head = signed_in(school, "head")
    address = f"/schools/{school.ref}/files/settings/"
    page = head.post(address, {"do": "expect", "feed": "term-dates", "every": "half-term"}, follow=True)
    assert "Nothing has come yet; it is expected every half-term." in words(page)
    page = head.post(address, {"do": "watch", "feed": "term-dates"}, follow=True)
    assert f"incoming/{school.ref}/term-dates" in words(page)
    assert "watched already" in words(head.post(address, {"do": "watch", "feed": "term-dates"}, follow=True))


@pytest.mark.parametrize("feed", ["../../elsewhere", "nul\0", "x" * 5_000, "no-such-list"])
def test_what_a_form_says_names_no_folder_of_the_server(school: School, feed: str) -> None:
    """Nothing is made from words of a form: a forged one is refused before any folder is."""
    data, who = Path(settings.SCHOOLGATE_DATA), signed_in(school, "it-lead")
    before = sorted(data.rglob("*"))
    page = who.post(f"/schools/{school.ref}/files/settings/", {"do": "watch", "feed": feed})
    assert page.status_code == 404
    assert sorted(data.rglob("*")) == before
