"""Where an address leads: each hop is decided before it is opened, and what is found at the end is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.filtering.sites.following import Led, follow
from schoolgate.filtering.sites.telling_apart import CLOSED, OWNER, TITLE, changes, page_digest
from schoolgate.filtering.sites.tests.a_web import Web, a_web
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.verdicts import Verdict

_OPEN = Decision(Verdict.ALLOW, "level:junior", "Nothing closes it.")
_CLOSED = Decision(Verdict.BLOCK, "level:junior", "It is on the list of games.", "games", askable=True)
_LOCKED = Decision(Verdict.BLOCK, "locked", "It is on a list.", "child-abuse")


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with a_web(tmp_path, "maths.example") as made:
        yield made


def judge(url: str) -> Decision:
    try:
        host = one_address(url).host
    except UnreadableError:
        return Decision(Verdict.BLOCK, "unreadable:no-host", "The address cannot be read.")
    return {"games.example": _CLOSED, "locked.example": _LOCKED}.get(host, _OPEN)


def test_it_works(web: Web) -> None:
    """A short address leads to a page by a redirect: the page's own name and title are told."""
    web.sends_on("short.example/x", f"http://maths.example:{web.http}/sums")
    web.shows("maths.example/sums", "Sums &amp; more\n for   Year 3")
    led = follow(f"http://short.example:{web.http}/x", judge, web.fetching())
    assert (led.host, led.title, led.trouble) == ("maths.example", "Sums & more for Year 3", "")
    assert len(led.hops) == 2
    assert not led.closed


def test_a_hop_that_is_closed_is_told_and_never_asked(web: Web) -> None:
    """A suitable-looking address that sends children on to games is closed, and nobody went there."""
    web.sends_on("nice.example/", f"http://games.example:{web.http}/")
    led = follow(f"http://nice.example:{web.http}/", judge, web.fetching())
    assert led.closed
    assert (led.host, led.decision) == ("games.example", _CLOSED)
    assert web.asked == ["nice.example/"]


def test_an_adult_may_look_past_what_is_closed_for_the_class_and_not_for_them(web: Web) -> None:
    def for_staff(url: str) -> Decision:
        return _LOCKED if "locked" in url else _OPEN

    web.shows("games.example/", "Games")
    led = follow(f"http://games.example:{web.http}/", judge, web.fetching(), for_staff)
    assert (led.title, led.decision, led.closed) == ("Games", _CLOSED, ("games.example",))
    web.sends_on("games.example/", f"http://locked.example:{web.http}/")
    led = follow(f"http://games.example:{web.http}/", judge, web.fetching(), for_staff)
    assert (led.decision, led.host) == (_LOCKED, "locked.example")
    assert web.asked == ["games.example/", "games.example/"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0; url=/next">',
        "<META CONTENT='3;URL=&quot;/next&quot;' HTTP-EQUIV=Refresh>",
    ],
)
def test_a_page_that_sends_on_by_itself_is_a_redirect_too(web: Web, head: str) -> None:
    web.pages["maths.example/"] = (200, {}, head.encode())
    web.shows("maths.example/next", "Next")
    assert follow(f"http://maths.example:{web.http}/", judge, web.fetching()).title == "Next"


def test_a_redirect_into_the_schools_network_is_not_followed(web: Web) -> None:
    web.sends_on("maths.example/", "http://intranet.example/")
    web.names["intranet.example"] = ["10.0.0.8"]
    fetching = web.fetching(own_network=False)
    web.names["maths.example"] = ["127.0.0.1"]
    led = follow(f"http://maths.example:{web.http}/", judge, fetching)
    assert "own network" in led.trouble


@pytest.mark.parametrize("to", ["/", "/?again", "file:///etc/passwd", "javascript:alert(1)"])
def test_what_leads_in_circles_or_nowhere_ends(web: Web, to: str) -> None:
    web.sends_on("maths.example/", to)
    web.sends_on("maths.example/?again", "/?again")
    led = follow(f"http://maths.example:{web.http}/", judge, web.fetching())
    assert led.trouble or not led.closed
    assert len(web.asked) <= 3


def test_many_redirects_are_given_up(web: Web) -> None:
    for number in range(30):
        web.sends_on(f"maths.example/{number}", f"/{number + 1}")
    led = follow(f"http://maths.example:{web.http}/0", judge, web.fetching(hops=4))
    assert "again and again" in led.trouble
    assert len(web.asked) == 5


def test_any_spelling_may_be_pasted(web: Web) -> None:
    """No scheme is https, as a browser has it; what no browser could open is told, and nothing is asked."""
    led = follow("MATHS.example/sums", judge, web.fetching())
    assert led.hops == ("https://maths.example/sums",)
    assert follow("http://", judge, web.fetching()).trouble == "Its address cannot be read."
    assert not web.asked


def test_a_title_in_another_alphabet_or_coding_is_read(web: Web) -> None:
    body = "<title>Caf\xe9</title>".encode("latin-1")
    web.pages["maths.example/"] = (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, body)
    assert follow(f"http://maths.example:{web.http}/", judge, web.fetching()).title == "Café"
    web.pages["maths.example/"] = (200, {"Content-Type": "text/html; charset=made-up"}, b"<title>\xff</title>")
    assert follow(f"http://maths.example:{web.http}/", judge, web.fetching()).title == "\ufffd"


def test_what_changed_since_it_was_found_suitable() -> None:
    """Another owner, another page, another list. A number in the title is no other page, nor is a bad day one."""
    led = Led(("https://maths.example/",), _OPEN, "maths.example", "Sums: 12 new today", "owner-a", 200)
    page, other = page_digest("Sums: 9 new today"), page_digest("Casino")
    assert changes(led, owner="owner-a", page=page, category="", opened=False) == ()
    assert changes(led, owner="owner-b", page=other, category="", opened=False) == (OWNER, TITLE)
    closed = Led(led.hops, _CLOSED, led.host, led.title, led.owner, 200, closed=(led.host,))
    assert changes(closed, owner="owner-a", page=page, category="", opened=False) == (CLOSED,)
    assert changes(closed, owner="owner-a", page=page, category="games", opened=True) == ()
    away = Led(led.hops, _OPEN, led.host, trouble="It did not answer.")
    assert changes(away, owner="owner-a", page=page, category="", opened=False) == ()
