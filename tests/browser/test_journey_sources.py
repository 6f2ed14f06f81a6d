"""IT support adds a supplier’s log: it says which column is which, and sees which line was not used."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from browser.days import Day, presses
from schoolgate.activity.models import Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = """\
Moment,Where to,Of whom,Done with it
2026-11-16 10:00:00,http://story-tree.example/owls,class.wren,Allowed
2026-11-16 10:00:20,http://race-karts.example/,class.wren,Blocked
"""
NEXT = FIRST + "yesterday,http://story-tree.example/,class.wren,Allowed\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_DATA = tmp_path
    return tmp_path


def test_a_suppliers_log_from_its_first_file_to_the_line_that_was_not_used(day: Day, folder: Path) -> None:
    visitor = day.comes(day.works("Callum Reid", "it-lead"))
    page = visitor.goes("~/sources/")
    presses(page, "Add a source", "link")
    presses(page, "Given by hand", "link")
    page.get_by_label("What do you call it?").fill("The supplier’s filter")
    page.get_by_label("Which kind of log is it?").select_option("supplier-csv")
    given = folder / "monday.csv"
    given.write_text(FIRST)
    page.locator("input[type=file]").set_input_files(given)
    presses(page, "Take it in")
    assert page.locator("h1").inner_text() == "Which column is which?"
    assert "story-tree" not in page.content()  # nobody's doings are read while columns are sorted out
    for heading, column in (("Moment", "at"), ("Where to", "url"), ("Of whom", "account"), ("Done with it", "verdict")):
        page.get_by_label(heading, exact=True).select_option(column)
    presses(page, "Keep this, and take the log in")
    assert "2 rows were kept." in page.locator("main").inner_text()
    given.write_text(NEXT)
    page.locator("input[type=file]").set_input_files(given)
    presses(page, "Take it in")
    words = page.locator("main").inner_text()
    assert "2 were here already." in words
    assert "Line 4:" in words
    assert "xxxxxxxxx,xxxx://xxxxx-xxxx.xxxxxxx/" in words
    source = Source.objects.for_school(day.school).get()
    assert (source.feed, source.transport) == ("supplier-csv", "upload")
