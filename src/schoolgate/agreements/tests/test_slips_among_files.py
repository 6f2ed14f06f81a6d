"""A scan of slips that is given where lists come in, or lies in a watched folder, is read as the scan it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.agreements import actions
from schoolgate.agreements.models import Signature, SlipScan
from schoolgate.agreements.tests.families import ACTOR
from schoolgate.agreements.tests.paper import Papers, scanned
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.frame.actor import operator
from schoolgate.intake import actions as intake
from schoolgate.intake.models import Delivery, WatchedFolder
from schoolgate.intake.watching import look_into
from schoolgate.people.models import Person, School
from schoolgate.slips.tests.batch import Batch


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


@pytest.fixture
def papers(robins: Robins) -> Papers:
    return Papers(robins.school)


def given(school: School, data: bytes, name: str = "monday.pdf") -> Delivery:
    received = intake.receive(school, name, data, way=Delivery.Way.COMMAND, actor=operator("jo"))
    return intake.advance(received.delivery)


def test_the_office_that_gives_slips_among_files_is_sent_to_their_page(
    robins: Robins, papers: Papers, works_as: Callable[[str], Client]
) -> None:
    file = SimpleUploadedFile("monday.pdf", scanned([papers.sheet(robins.children[0])]))
    told = works_as("office").post(
        f"/schools/{robins.school.ref}/files/",
        {"given": file, "true_on-day": "1", "true_on-month": "9", "true_on-year": "2026"},
    )
    scan = SlipScan.objects.for_school(robins.school).get()
    assert told["Location"].endswith(f"/agreements/slips/{scan.ref}/")
    assert scan.signed_in


def test_a_scan_in_a_watched_folder_is_read_and_noted_once(robins: Robins, papers: Papers, tmp_path: Path) -> None:
    data = scanned([papers.sheet(robins.children[0])])
    folder = WatchedFolder(school=robins.school, path=str(tmp_path), feed="")
    for name in ("monday.pdf", "the same.pdf"):
        (tmp_path / name).write_bytes(data)
    assert look_into(folder, datetime.now(UTC) + timedelta(hours=1)) == 2
    (scan,) = SlipScan.objects.for_school(robins.school)
    assert actions.read_scan(scan).state == "read"
    assert Signature.objects.for_school(robins.school).filter(person=robins.children[0], source=scan.ref).exists()
    (delivery,) = Delivery.objects.for_school(robins.school)
    assert (delivery.state, bool(delivery.file)) == ("handed", False)
    assert "in doubt" in delivery.trouble


def test_slips_of_another_school_and_any_other_paper_are_no_scan_of_ours(robins: Robins, papers: Papers) -> None:
    assert given(robins.school, Batch(3, 1).made.pdf, "theirs.pdf").state != "handed"
    assert given(robins.school, b"%PDF-1.7 cut off", "cut.pdf").state != "handed"
    assert not SlipScan.objects.for_school(robins.school).exists()


def test_a_scan_that_was_given_on_its_own_page_before_is_that_scan(robins: Robins, papers: Papers) -> None:
    data = scanned([papers.sheet(robins.children[0])])
    scan, _new = actions.give_scan(robins.school, "first.pdf", data, actor=ACTOR)
    assert given(robins.school, data).looked["address"].endswith(f"{scan.ref}/")
    assert SlipScan.objects.for_school(robins.school).count() == 1
