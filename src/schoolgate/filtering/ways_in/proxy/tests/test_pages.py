"""Pages through the proxy: each request is decided, whoever asked before on the same connection, and then passed on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Loop, Running, Site, running

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def site(loop: Loop) -> Site:
    return Site(loop=loop)


@pytest.fixture
def proxy(tmp_path: Path, site: Site) -> Iterator[Running]:
    with running(tmp_path, ports=(site.port,)) as proxy:
        yield proxy


def get(host: str, port: int, *fields: str, path: str = "/", version: str = "1.1", method: str = "GET") -> bytes:
    lines = "".join(f"{each}\r\n" for each in (f"Host: {host}:{port}", *fields))
    return f"{method} http://{host}:{port}{path} HTTP/{version}\r\n{lines}\r\n".encode()


def test_a_page_is_passed_on_and_the_site_hears_what_was_decided(proxy: Running, site: Site) -> None:
    with proxy.call() as caller:
        status, fields, body = caller.say(get("heron.example", site.port, "Accept: */*", path="/a?b=c")).answer()
    assert (status, body) == (200, b"ok")
    assert fields["via"].startswith("1.1 schoolgate-")
    lines = site.heard[0].split(b"\r\n")
    assert lines[:3] == [b"GET /a?b=c HTTP/1.1", b"Host: heron.example:%d" % site.port, b"Accept: */*"]
    assert proxy.landed() == [("get", "heron.example", "allow")]


def test_every_request_of_a_connection_is_decided(proxy: Running, site: Site) -> None:
    with proxy.call() as caller:
        answers = [
            caller.say(get(host, site.port)).answer()
            for host in ("heron.example", "owl.example", "heron.example", "www.casino.example", "heron.example")
        ]
    assert [status for status, _, _ in answers] == [200, 403, 200, 403, 200]
    assert "no-store" in answers[1][1]["cache-control"]
    assert b"owl.example" in answers[1][2]
    assert [b"heron" in head for head in site.heard] == [True] * 3
    assert site.connections == 1


def test_what_comes_ahead_is_answered_in_its_turn(proxy: Running, site: Site) -> None:
    hosts = ["heron.example", "owl.example"] * 50
    with proxy.call() as caller:
        caller.say(b"".join(get(host, site.port) for host in hosts))
        assert [caller.answer()[0] for _ in hosts] == [200, 403] * 50
    assert len(site.heard) == 50


def test_a_page_of_a_site_is_blocked_by_its_path(proxy: Running, site: Site) -> None:
    with proxy.call() as caller:
        assert caller.say(get("kite.example", site.port, path="/play")).answer()[0] == 403
        assert caller.say(get("kite.example", site.port, path="/pl%61y/chess")).answer()[0] == 403
        assert caller.say(get("kite.example", site.port, path="/play?x", method="HEAD")).until(b"\r\n\r\n")
        assert caller.say(get("kite.example", site.port, path="/maths")).answer()[0] == 200


def test_http_1_0_is_answered_and_ended(proxy: Running, site: Site) -> None:
    with proxy.call() as caller:
        caller.say(f"GET http://heron.example:{site.port}/ HTTP/1.0\r\n\r\n".encode())
        assert caller.answer()[::2] == (200, b"ok")
        assert caller.is_ended()
    with proxy.call() as caller:
        for _ in range(2):
            caller.say(get("heron.example", site.port, "Connection: keep-alive", version="1.0"))
            assert caller.answer()[::2] == (200, b"ok")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET http://heron.example/ HTTP/1.1\r\nHost: owl.example\r\n\r\n",
        b"GET http://heron.example/ HTTP/1.1\r\nHost: heron.example:81\r\n\r\n",
        b"GET http://heron.example/ HTTP/1.1\r\n\r\n",
        b"GET http://owl.example@heron.example/ HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET http://heron.example\\@owl.example/ HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET https://heron.example/ HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET ftp://heron.example/ HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET http://heron.example/#part HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET http:///etc HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"GET heron.example HTTP/1.1\r\nHost: heron.example\r\n\r\n",
        b"POST http://heron.example/ HTTP/1.1\r\nHost: heron.example\r\nContent-Length: 1\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET http://owl.example/ HTTP/1.1\r\nHost: owl.example\r\n\r\n",
    ],
)
def test_what_has_two_readings_is_refused_and_the_connection_ended(proxy: Running, site: Site, request_: bytes) -> None:
    with proxy.call() as caller:
        assert caller.say(request_).answer()[0] == 400
        assert caller.is_ended()
    assert site.connections == 0


def test_a_port_that_is_not_the_webs_is_refused(proxy: Running) -> None:
    with proxy.call() as caller:
        status, _, body = caller.say(get("heron.example", 25)).answer()
        assert status == 403
        assert b"port 25" in body


def test_a_site_that_is_not_there_says_so(proxy: Running, site: Site) -> None:
    with proxy.call() as caller:
        assert caller.say(get("nobody.example", site.port)).answer()[0] == 502
    with proxy.call() as caller:
        assert caller.say(get("heron.example", 8008)).answer()[0] == 502  # nothing listens there


def test_the_proxy_does_not_ask_itself(proxy: Running, site: Site) -> None:
    via = proxy.proxy.shared.via.decode()
    with proxy.call() as caller:
        assert caller.say(get("heron.example", site.port, f"Via: 1.0 fred, {via}")).answer()[0] == 508
    with proxy.call() as caller:
        caller.say(b"TRACE" + get("heron.example", site.port)[3:])
        assert caller.answer()[0] == 405
    with proxy.call() as caller:
        assert caller.say(get("heron.example", site.port, "Max-Forwards: 0", method="OPTIONS")).answer()[0] == 200
    assert site.connections == 0


def test_a_search_is_made_safe(proxy: Running, site: Site) -> None:
    a_desk.put_rules(proxy.files, replace(a_desk.JUNIORS, epoch=9))
    proxy.desk.settle()
    with proxy.call() as caller:
        caller.say(get("www.google.com", site.port, path="/search?q=owls&safe=off"))
        assert caller.answer()[0] == 200
        caller.say(get("www.youtube.com", site.port, "YouTube-Restrict: None"))
        assert caller.answer()[0] == 200
    assert site.heard[0].startswith(b"GET /search?q=owls&safe=active HTTP/1.1\r\nHost: www.google.com:")
    assert b"YouTube-Restrict: Strict\r\n" in site.heard[1]
    assert b"None" not in site.heard[1]


def test_while_there_are_no_rules_all_is_blocked_and_says_why(tmp_path: Path, site: Site) -> None:
    with running(tmp_path, ports=(site.port,), rules=None) as proxy, proxy.call() as caller:
        status, _, body = caller.say(get("heron.example", site.port)).answer()
        assert status == 403
        assert b"could not decide" in body
    assert site.connections == 0
