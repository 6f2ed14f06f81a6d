"""The auditor, by keyboard alone: in by a one-time link, through the record, and off with a pack that proves itself."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from browser.days import Day, Keys
from schoolgate.frame.actor import person as acting
from schoolgate.people import links
from schoolgate.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _verify(pack: Path) -> subprocess.CompletedProcess[str]:
    """By the file in the pack itself, with nothing of Schoolgate: ``-I`` leaves our packages out."""
    with zipfile.ZipFile(pack) as held:
        held.extract("verify_pack.py", pack.parent)
    command = [sys.executable, "-I", "verify_pack.py", pack.name]
    return subprocess.run(command, cwd=pack.parent, capture_output=True, text=True, timeout=60, check=False)


def test_a_record_taken_away_by_keyboard_alone(day: Day, tmp_path: Path) -> None:
    head = Person.objects.for_school(day.school).get(account__isnull=False)
    auditor = day.person("Edith Marsh", "auditor")
    visitor = day.opens()
    page, keys = visitor.goes(f"/come-in/{links.make(auditor, actor=acting(head.ref))}/"), Keys(visitor.page)
    keys.enters(page.get_by_role("button", name="Go in"))
    visitor.goes("~/record/")
    keys.skips()
    assert page.locator("table.sg-record tbody tr").count() > 10
    keys.tabs_to(page.get_by_role("button", name="Download the record"))
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    pack = tmp_path / coming.value.suggested_filename
    coming.value.save_as(pack)
    told = _verify(pack)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "<b>Edith Marsh</b>" in visitor.goes("~/record/").content()


def test_a_pack_that_was_tampered_with_is_found_out(day: Day, tmp_path: Path) -> None:
    head = Person.objects.for_school(day.school).get(account__isnull=False)
    auditor = day.person("Edith Marsh", "auditor")
    visitor = day.opens()
    page = visitor.goes(f"/come-in/{links.make(auditor, actor=acting(head.ref))}/")
    page.get_by_role("button", name="Go in").click()
    visitor.goes("~/record/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the record").click()
    pack, forged = tmp_path / "whole.zip", tmp_path / "forged.zip"
    coming.value.save_as(pack)
    with zipfile.ZipFile(pack) as held, zipfile.ZipFile(forged, "w") as other:
        for name in held.namelist():
            other.writestr(name, held.read(name).replace(head.ref.encode(), auditor.ref.encode()))
    assert _verify(forged).returncode == 1
