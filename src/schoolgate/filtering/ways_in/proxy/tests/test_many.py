"""Many at once: idle connections, lists and rules replaced at load, and the bytes of a stream cut anywhere."""

import asyncio
import resource
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Caller, Loop, Running, Site, running
from schoolgate.filtering.ways_in.proxy.tests.test_passing import asked

IDLE = 2000
HOSTS = ("heron.example", "owl.example", "wren.example", "www.casino.example")
VERDICTS = (200, 403, 200, 403)


@pytest.fixture
def site() -> Iterator[Site]:
    loop = Loop()
    yield Site(loop=loop)
    loop.close()


@pytest.fixture
def proxy(tmp_path: Path, site: Site) -> Iterator[Running]:
    with running(tmp_path, ports=(site.port,)) as proxy:
        yield proxy


def stream(site: Site) -> bytes:
    """Requests of every shape on one connection, the listed ones among the others."""
    chunks = b"5\r\nhello\r\n0\r\n\r\n"
    return b"".join(
        (
            asked(HOSTS[0], site.port),
            asked(HOSTS[1], site.port),
            asked(HOSTS[2], site.port, "Transfer-Encoding: chunked", method="POST") + chunks,
            asked(HOSTS[3], site.port, "Content-Length: 0", method="POST"),
        )
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(places=st.lists(st.integers(0, 10_000), max_size=12))
def test_wherever_a_stream_is_cut_the_same_is_decided(proxy: Running, site: Site, places: list[int]) -> None:
    data = stream(site)
    marks = [0, *sorted(place % len(data) for place in places), len(data)]
    before = len(proxy.landed())
    with proxy.call() as caller:
        for start, end in pairwise(marks):
            caller.say(data[start:end])
        assert tuple(caller.answer()[0] for _ in HOSTS) == VERDICTS
    assert [host for _, host, _ in proxy.landed()[before:]] == list(HOSTS)


def test_two_thousand_who_say_nothing_slow_nobody_down(proxy: Running, site: Site) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 3 * IDLE), hard))
    me = psutil.Process()
    before = me.memory_info().rss
    callers: list[Caller] = []
    try:
        callers += [proxy.call() for _ in range(IDLE)]
        with proxy.call() as caller:
            assert caller.say(asked("heron.example", site.port)).answer()[0] == 200
        assert len(proxy.proxy.shared.live) >= IDLE
        assert (me.memory_info().rss - before) / IDLE < 20_000
        assert callers[-1].say(asked("heron.example", site.port)).answer()[0] == 200
        assert callers[0].say(asked("owl.example", site.port)).answer()[0] == 403
    finally:
        for each in callers:
            each.socket.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_lists_and_rules_replaced_at_load_lose_and_mistake_nothing(proxy: Running, site: Site) -> None:
    ended = threading.Event()
    found: list[tuple[int, ...]] = []

    def ask() -> None:
        with proxy.call() as caller:
            while not ended.wait(0.002):
                found.append(tuple(caller.say(asked(host, site.port)).answer()[0] for host in HOSTS))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for each in threads:
        each.start()
    for number in range(4):
        more = {**a_desk.LISTED, "games/more": [f"more{number}.example"]}
        a_desk.put_lists(proxy.files, more)
        a_desk.put_rules(proxy.files, replace(a_desk.JUNIORS, epoch=10 + number))
        until = time.monotonic() + 20
        while proxy.desk.in_force.epoch != 10 + number:
            assert time.monotonic() < until, "the rules were never taken up"
            time.sleep(0.02)
    ended.set()
    for each in threads:
        each.join(20)
    assert len(found) > 20
    assert set(found) == {VERDICTS}


def test_it_is_the_same_on_the_loop_that_is_always_there(tmp_path: Path, site: Site) -> None:
    with running(tmp_path, ports=(site.port,), factory=asyncio.new_event_loop) as proxy, proxy.call() as caller:
        caller.say(stream(site))
        assert tuple(caller.answer()[0] for _ in HOSTS) == VERDICTS


def test_a_stop_lets_what_is_under_way_come_to_its_end(tmp_path: Path) -> None:
    loop = Loop()
    site = Site(loop=loop, hold=0.5)
    with running(tmp_path, ports=(site.port,)) as proxy:
        busy, idle = proxy.call(), proxy.call()
        busy.say(asked("heron.example", site.port))
        while not site.heard:
            threading.Event().wait(0.01)
        proxy.stop(5)
        status, fields, _ = busy.answer()
        assert (status, fields["connection"]) == (200, "close")
        assert busy.is_ended()
        assert idle.is_ended()
        with pytest.raises(ConnectionRefusedError):
            proxy.call()
        busy.socket.close()
        idle.socket.close()
    loop.close()
