"""The page in the place of a closed site, in a real browser: heard, read, asked by, and answered, also by keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

from browser.enlarged import enlarged_faults
from browser.visiting import Doors, Visitor, axe_finds
from schoolgate.filtering.blocked.rendering import page as blocked_page
from schoolgate.filtering.blocked.tokens import Blocked, Sealer
from schoolgate.filtering.folder import filter_folder
from schoolgate.people.models import School

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
type At = Callable[..., str]
# What the browser was asked to say, and whether a British voice is there to say it.
_VOICES: Final = """
    window.heard = [];
    const voice = {lang: 'en_GB', name: 'A voice'};
    Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => window.voices ?? [voice], cancel: () => {}, addEventListener: () => {},
        speak: (said) => window.heard.push([said.text, said.lang]),
    }});
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.fixture
def at(doors: Doors) -> At:
    school: School = doors.school
    sealer = Sealer.of(filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref), school.ref)

    def address(level: str, **also: Any) -> str:
        because = "It is on the list of games, which is closed for them."
        said = {"askable": True, "at": int(datetime.now(UTC).timestamp()), "by": "dev_1", **also}
        blocked = Blocked("puzzles.example", level, "block", "games", f"level:{level}", because, **said)
        return reverse("filtering.blocked", args=[sealer.seal(blocked)])

    return address


@pytest.mark.parametrize("level", ["infant", "junior", "staff", "guest"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_it_works(doors: Doors, at: At, level: str, width: int, scheme: Any) -> None:
    """For every level, on a desk, a telephone and a small one, in the light and the dark: nothing for axe-core."""
    visitor = doors.open(width=width, scheme=scheme, signed_in=False)
    page = visitor.goes(at(level))
    if level == "infant":
        page.locator("summary").click()
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visitor.complaints == []
    if width == 390:
        assert enlarged_faults(page) == []


def test_an_infant_hears_it_by_itself_and_again_on_a_press(doors: Doors, at: At) -> None:
    """In a British voice, where the browser lets it: not for us, not in trouble, show your grown-up."""
    visitor = doors.open(signed_in=False)
    visitor.context.add_init_script(_VOICES)
    page = visitor.goes(at("infant"))
    page.get_by_role("button", name="Hear it").click()
    words = "This page isn’t for us. You’re not in trouble. Show your grown-up."
    assert page.evaluate("window.heard") == [[words, "en-GB"], [words, "en-GB"]]


def test_where_the_device_has_no_british_voice_the_recording_is_played(doors: Doors, at: At) -> None:
    visitor = doors.open(signed_in=False)
    visitor.context.add_init_script(f"window.voices = []; {_VOICES}")
    page = visitor.goes(at("infant"))
    page.get_by_role("button", name="Hear it").click()
    played = "document.getElementById('sound').played.length"
    for _ in range(20):
        if page.evaluate(played):
            break
        page.wait_for_timeout(200)
    assert page.evaluate(played)
    assert page.evaluate("window.heard") == []


def test_without_javascript_it_says_the_same_can_be_heard_and_asked_by(doors: Doors, at: At) -> None:
    visitor = doors.open(signed_in=False, javascript=False)
    page = visitor.goes(at("infant"))
    assert page.get_by_role("heading", name="This page isn’t for us.").is_visible()
    assert page.locator("audio").is_visible()
    assert not page.get_by_role("button", name="Go back").is_visible()
    page.locator("summary").click()
    page.get_by_role("button", name="Ask for this site").click()
    assert page.get_by_role("status").get_by_text("Asked for at").is_visible()


def test_it_is_whole_with_no_network_at_all(doors: Doors, tmp_path: Path) -> None:
    """As the proxy sends it: one file, in which nothing is fetched from anywhere."""
    sealed = Blocked("puzzles.example", "infant", "block", "games", "level:infant", "Closed.", askable=True, at=0)
    (tmp_path / "page.html").write_bytes(blocked_page(sealed.decision, "infant", "http://gate.example/blocked/a/"))
    visitor = doors.open(signed_in=False)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.goto(f"file://{tmp_path}/page.html")
    visitor.page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_asking_and_deciding_by_keyboard_alone(doors: Doors, at: At) -> None:
    """A teacher asks with two presses; the head opens it with one, whose moment stands on it; the page says so."""
    teacher, head = doors.open(signed_in=False), doors.open()
    page = teacher.goes(at("staff"))
    _tab_to(page, "Ask for this site")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("status").get_by_text("Asked for at").is_visible()
    assert axe_finds(page) == []
    decides = head.goes("~/filter/asked/")
    assert decides.get_by_role("heading", name="One site waits for your answer.").is_visible()
    _tab_to(decides, "This lesson, until")
    with decides.expect_navigation():
        decides.keyboard.press("Enter")
    assert decides.get_by_text("It is open until").first.is_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Look again").click()
    assert page.get_by_role("heading", name="It is open now: try again.").is_visible()
    assert page.get_by_role("link", name="Open the page").get_attribute("href") == "http://puzzles.example/"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_asking_checking_and_finding(doors: Doors, in_force: object, at: At, width: int) -> None:
    """One press finds; the page it leads to has nothing for axe-core either."""
    visitor: Visitor = doors.open(width=width)
    asks = doors.open(signed_in=False)
    asks.goes(at("junior"))
    asks.page.get_by_role("button", name="Ask my teacher to open it").click()
    for there in ("~/filter/asked/", "~/filter/sites/", "~/filter/found/"):
        page = visitor.goes(there)
        assert (there, axe_finds(page)) == (there, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, there
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Found something").first.click()
    assert page.get_by_role("heading", name="Thank you. The safeguarding lead was told.").is_visible()
    assert axe_finds(page) == []


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")
