"""The pages on paper slips: what was read at the top, one doubtful slip at a time, and nothing for anybody else."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.agreements import actions
from schoolgate.agreements.models import Signature, SlipScan, SlipSeen
from schoolgate.agreements.tests.families import as_self
from schoolgate.agreements.tests.paper import Papers, scanned
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.people.models import Person, School

type Enter = Callable[[str], Client]


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


@pytest.fixture
def papers(robins: Robins) -> Papers:
    return Papers(robins.school)


def at(robins: Robins, more: str = "") -> str:
    return f"/schools/{robins.school.ref}/agreements/slips/{more}"


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_office_prints_a_class_and_nobody_else_does(robins: Robins, works_as: Enter) -> None:
    made = works_as("office").post(at(robins, "print/"), {"group": robins.group.ref})
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert works_as("teachers").post(at(robins, "print/"), {"group": ""}).status_code == 403
    assert works_as("it-lead").get(at(robins)).status_code == 403


def test_a_file_is_given_and_its_page_says_how_far_it_is(robins: Robins, papers: Papers, works_as: Enter) -> None:
    file = SimpleUploadedFile("monday.pdf", scanned([papers.sheet(robins.children[0])]))
    client = works_as("office")
    said = {"given": file, "on-day": "1", "on-month": "9", "on-year": "2026"}
    told = client.post(at(robins), said)
    assert told.status_code == 302
    scan = SlipScan.objects.for_school(robins.school).get()
    assert scan.state == "waiting"
    assert "Being read" in shown(client, told["Location"])
    actions.read_scan(scan)
    assert "1 read, 0 to look at, 0 could not be read." in shown(client, told["Location"])
    assert "1 read, 0 to look at" in shown(client, at(robins))


def test_a_form_without_a_file_says_so(robins: Robins, works_as: Enter) -> None:
    told = works_as("office").post(at(robins), {})
    assert told.status_code == 422
    assert "Choose a file." in told.content.decode()


def test_a_doubtful_slip_is_looked_at_undone_and_noted(robins: Robins, papers: Papers, works_as: Enter) -> None:
    leo, zoe, _ = robins.children
    client = works_as("office")
    scan = papers.scan(papers.sheet(leo, sign=False), papers.sheet(zoe, sign=False))
    here = at(robins, f"{scan.ref}/")
    page = shown(client, here)
    assert "0 read, 2 to look at" in page
    assert leo.name in page
    assert "There is no clear signature." in page
    row = SlipSeen.objects.for_school(robins.school).get(scan=scan, page=0)
    lines = {f"agreement-{at}": "agreed" for at in range(len(row.slip.run.asked))}
    lines |= {f"place-{at}": "granted" for at in range(8)}
    no = client.post(here, {"do": "say", "slip": row.ref, **lines})
    assert no.status_code == 422
    assert "Say whether it is signed." in no.content.decode()
    assert (
        "does not count" in client.post(here, {"do": "say", "slip": row.ref, **lines, "signed": "no"}).content.decode()
    )
    client.post(here, {"do": "say", "slip": row.ref, **lines, "signed": "yes"})
    assert zoe.name in shown(client, here)
    assert "Note the one looked at" in shown(client, here)
    client.post(here, {"do": "undo"})
    assert leo.name in shown(client, here)
    client.post(here, {"do": "say", "slip": row.ref, **lines, "signed": "yes"})
    client.post(here, {"do": "note"})
    assert Signature.objects.for_school(robins.school).filter(person=leo).exists()
    assert not Signature.objects.for_school(robins.school).filter(person=zoe).exists()


def test_a_slip_without_its_code_is_asked_for_by_number_or_child(
    robins: Robins, papers: Papers, works_as: Enter
) -> None:
    leo = robins.children[0]
    scan = papers.scan(papers.sheet(leo, change=lambda grey, _frame: grey[96:312, 1240:1456].fill(40)))
    row = SlipSeen.objects.for_school(robins.school).get(scan=scan)
    client, here = works_as("office"), at(robins, f"{scan.ref}/")
    assert "Whose slip is this?" in shown(client, here)
    assert "mistyped" in client.post(here, {"do": "whose", "slip": row.ref, "number": "AAAA"}).content.decode()
    assert client.post(here, {"do": "whose", "slip": row.ref}).status_code == 422
    client.post(here, {"do": "whose", "slip": row.ref, "child": leo.ref})
    assert "What does it say?" in shown(client, here)
    client.post(here, {"do": "aside", "slip": row.ref})
    assert "There is nothing to look at." in shown(client, here)


def test_the_picture_is_for_those_who_look_and_is_kept_nowhere(robins: Robins, papers: Papers, works_as: Enter) -> None:
    scan = papers.scan(papers.sheet(robins.children[0], sign=False), actor=as_self(robins.amara))
    row = SlipSeen.objects.for_school(robins.school).get(scan=scan)
    one = at(robins, f"{scan.ref}/{row.ref}/?part=picture")
    told = works_as("head").get(one)
    assert told["Content-Type"] == "image/jpeg"
    assert "no-store" in told["Cache-Control"]
    assert told.content.startswith(b"\xff\xd8")
    assert works_as("teachers").get(one).status_code == 403
    assert works_as("head").get(at(robins, f"{scan.ref}/{row.ref}/?part=file")).status_code == 404
