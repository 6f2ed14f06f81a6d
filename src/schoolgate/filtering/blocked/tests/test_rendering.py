"""What somebody sees in the place of a closed site, by their level: read as the page is, without a browser."""

import base64
import hashlib
import re

import pytest

from schoolgate.filtering.blocked import rendering
from schoolgate.filtering.blocked.rendering import Standing, Ways, generic, page
from schoolgate.gates.web.levels import GUEST, STAFF
from schoolgate.gates.web.requests import Decision
from schoolgate.kernel.verdicts import Verdict
from schoolgate.vocabulary.schools import INFANT, JUNIOR

_GAMES = Decision(
    Verdict.BLOCK,
    "level:staff",
    "It is on the list of games, which is closed for staff.",
    "games",
    "No part of the filter is opened unless both have agreed.",
    "Ask for it.",
    askable=True,
)
_LOCKED = Decision(Verdict.BLOCK, "locked", "It is on a list.", "adult", otherwise="Nobody can open it.")


def test_it_works() -> None:
    """Staff read why, which list and rule, and the policy's own words; and one press asks for the site."""
    text = _text(page(_GAMES, STAFF, "https://gate.example/blocked/a.b/", host="puzzles.example", path="/times"))
    for said in (
        "closed for staff",
        "puzzles.example/times",
        "What is agreed for this level",
        "“No part of the filter is opened",
    ):
        assert said in text
    assert '<a class="button" href="https://gate.example/blocked/a.b/" rel="noreferrer">Ask for this site</a>' in text


def test_an_infant_is_told_three_things_and_no_reason() -> None:
    """They did nothing wrong. What it was, and how to ask, is folded away for whoever they show it to."""
    text = _text(page(_GAMES, INFANT, "https://gate.example/blocked/a.b/", host="puzzles.example"))
    for_child, _, for_adults = text.partition("<details>")
    seen = re.sub(r"<[^>]+>", " ", for_child.partition("<body")[2])
    assert "This page isn’t for us." in seen
    assert "You’re not in trouble." in seen
    assert "Show your grown-up." in seen
    assert "games" not in seen
    assert "puzzles.example" not in seen
    assert "For adults" in for_adults
    assert "It is on the list of games" in for_adults
    assert "Ask for this site" in for_adults


def test_it_can_be_heard_with_no_script_and_no_network() -> None:
    """The recording is in the page, says what the page says, and has the browser's buttons until the script runs."""
    text = _text(page(_GAMES, INFANT))
    assert '<audio id="sound" controls preload="none" src="data:audio/mpeg;base64,' in text
    assert 'data-words="This page isn’t for us. You’re not in trouble. Show your grown-up."' in text


@pytest.mark.parametrize("level", ["", INFANT, JUNIOR, STAFF, GUEST, "sixth-form"])
@pytest.mark.parametrize("verdict", [Verdict.BLOCK, Verdict.HOLD, Verdict.WARN])
def test_every_level_has_a_page_that_loads_nothing(level: str, verdict: Verdict) -> None:
    decision = Decision(verdict, "level:x", "It is on the list of games.", "games", askable=True)
    text = _text(page(decision, level, "https://gate.example/blocked/a.b/", host="puzzles.example"))
    assert text.count("<h1>") == 1
    loads = re.findall(r'(?:src|href|action)="([^"]+)"', text)
    assert {each for each in loads if not each.startswith(("#", "data:"))} == {"https://gate.example/blocked/a.b/"}


def test_what_nobody_can_open_has_no_way_to_ask() -> None:
    for level in (STAFF, INFANT, JUNIOR):
        text = _text(page(_LOCKED, level, "https://gate.example/blocked/a.b/", ways=Ways(ask="x", send="y")))
        assert "Nobody can open it." in text
        assert 'class="button"' not in text


def test_a_warning_lets_one_go_on_and_a_closed_page_does_not() -> None:
    warned = Decision(Verdict.WARN, "level:staff", "It is open with care.", "games")
    assert "Go on to the page" in _text(page(warned, STAFF, ways=Ways(go_on="/blocked/a.b/")))
    assert "Go on to the page" not in _text(page(_GAMES, STAFF, ways=Ways(go_on="/blocked/a.b/")))


def test_the_answer_stands_in_the_place_of_asking() -> None:
    asked = Standing("Asked for at 10:42.", "You will see the answer here.")
    text = _text(page(_GAMES, STAFF, standing=asked, ways=Ways(send="/x")))
    assert "Asked for at 10:42." in text
    assert "<form" not in text


def test_what_a_site_is_called_cannot_break_out_of_the_page() -> None:
    nasty = '"><script>alert(1)</script>'
    decision = Decision(Verdict.BLOCK, nasty, nasty, nasty, nasty + " x", askable=True)
    text = _text(page(decision, STAFF, nasty, host=nasty, path=nasty, school=nasty, standing=Standing(nasty, nasty)))
    assert "<script>alert" not in text
    assert text.count("<script>") == 1


def test_the_page_s_own_style_and_script_are_let_in_by_digest_and_nothing_else() -> None:
    text = _text(page(_GAMES, INFANT))
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in rendering.POLICY
    assert "default-src 'none'" in rendering.POLICY
    assert " style=" not in text
    assert not re.search(r" on[a-z]+=", text)


def test_an_old_address_has_a_kind_page() -> None:
    text = _text(generic())
    assert "You did nothing wrong." in text
    assert "<form" not in text


def _text(made: bytes) -> str:
    return made.decode()
