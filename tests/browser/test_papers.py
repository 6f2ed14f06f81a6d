"""The pages for whoever holds a paper: nothing for axe-core, nothing off the side of a telephone."""

import pytest

from browser.visiting import Doors, axe_finds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_for_whoever_holds_a_paper(doors: Doors, width: int) -> None:
    visitor = doors.open(width=width, signed_in=False)
    for there in ("/papers/check/", f"/papers/check/?digest={'0' * 64}", "/leaves/"):
        page = visitor.goes(there)
        assert (there, axe_finds(page)) == (there, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_papers_and_the_record(doors: Doors, in_force: object, width: int) -> None:
    visitor = doors.open(width=width)
    for there in ("~/papers/", "~/ask/parent/", "~/ask/inspector/", "~/ask/dpia/", "~/record/?what=school"):
        page = visitor.goes(there)
        assert (there, axe_finds(page)) == (there, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, there
