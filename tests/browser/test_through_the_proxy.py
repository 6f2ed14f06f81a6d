"""A real browser through the proxy: the page in the place of a closed site, tunnels, and safe names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, ProxySettings

from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_certificate import contexts
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Loop, Running, Site, running
from schoolgate.filtering.ways_in.proxy.tests.secure import SecureSite

pytestmark = pytest.mark.browser
PAGE = b"<!doctype html><title>Herons</title><h1>Herons</h1>"
SAYS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[Site, SecureSite]]:
    loop = Loop()
    server, _ = contexts(tmp_path, "heron.example")
    secure = SecureSite(server, SAYS)
    yield Site(SAYS, loop=loop), secure
    secure.close()
    loop.close()


@pytest.fixture
def proxy(tmp_path: Path, sites: tuple[Site, SecureSite]) -> Iterator[Running]:
    settings = Settings(allowed=("127.0.0.0/8",), school="Robin Hill Infant School")
    with running(tmp_path, settings, ports=(sites[0].port, sites[1].port)) as proxy:
        yield proxy


def test_what_a_browser_sees(chromium: Browser, proxy: Running, sites: tuple[Site, SecureSite], tmp_path: Path) -> None:
    plain, secure = sites
    way = ProxySettings(server=f"http://127.0.0.1:{proxy.port}")
    context = chromium.new_context(ignore_https_errors=True, proxy=way)
    page = context.new_page()
    opened = page.goto(f"http://heron.example:{plain.port}/")
    assert opened is not None
    assert (opened.status, page.title()) == (200, "Herons")
    closed = page.goto(f"http://owl.example:{plain.port}/chess")
    assert closed is not None
    assert closed.status == 403
    assert page.locator("h1").count() == 1
    page.screenshot(path=tmp_path / "closed.png")
    tunnelled = page.goto(f"https://heron.example:{secure.port}/")
    assert tunnelled is not None
    assert (tunnelled.status, page.title()) == (200, "Herons")
    with pytest.raises(Error, match="ERR_TUNNEL_CONNECTION_FAILED"):  # a browser shows its own page, and not ours
        page.goto(f"https://owl.example:{secure.port}/")
    asked = [each for each in proxy.landed() if each[1] in ("heron.example", "owl.example")]
    assert ("connect", "owl.example", "block") in asked
    assert ("get", "owl.example", "block") in asked
    assert ("connect", "heron.example", "allow") in asked
    context.close()
