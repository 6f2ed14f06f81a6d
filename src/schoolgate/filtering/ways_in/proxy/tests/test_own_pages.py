"""Schoolgate's own pages: browsers that were told of the proxy by hand come to them through it."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from schoolgate.filtering.ways_in.proxy.reach import OwnPages, Reach
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Loop, Site, running
from schoolgate.filtering.ways_in.proxy.tests.test_passing import asked
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.rules import Rules

GARDEN: Final = Rules(epoch=3, unknown="infant")  # nothing opens that is not in it
NOT_THERE: Final = 9  # a port where nobody listens


def test_its_pages_open_for_those_to_whom_nothing_else_does(tmp_path: Path) -> None:
    loop = Loop()
    site = Site(loop=loop)
    own = Settings(schoolgate=f"http://Gate.robinhill.example:{site.port}")
    with running(tmp_path, own, ports=(site.port,), rules=GARDEN) as proxy:
        with proxy.call() as caller:
            assert caller.say(asked("gate.robinhill.example", site.port)).answer()[0] == 200
            assert caller.say(asked("heron.example", site.port)).answer()[0] == 403
        assert [host for _, host, _ in proxy.landed()] == ["heron.example"]  # they are no site
    assert site.connections == 1
    loop.close()


@pytest.mark.parametrize("host", ["x.gate.robinhill.example", "robinhill.example"])
def test_a_name_near_it_is_another(tmp_path: Path, host: str) -> None:
    loop = Loop()
    site = Site(loop=loop)
    own = Settings(schoolgate=f"http://gate.robinhill.example:{site.port}")
    with running(tmp_path, own, ports=(site.port,)) as proxy, proxy.call() as caller:
        assert caller.say(asked(host, site.port)).answer()[0] == 403  # it leads into the school's network
    assert site.connections == 0
    loop.close()


def test_a_tunnel_leads_to_its_port_and_to_no_other(tmp_path: Path) -> None:
    own = Settings(schoolgate=f"https://gate.robinhill.example:{NOT_THERE}")
    with running(tmp_path, own, rules=replace(GARDEN, levels=SHIPPED)) as proxy:
        for port, status in ((NOT_THERE, 502), (443, 403)):
            with proxy.call() as caller:
                name = f"gate.robinhill.example:{port}"
                assert caller.say(f"CONNECT {name} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode()).answer()[0] == status
        assert proxy.landed() == [("connect", "gate.robinhill.example", "block")]


def test_where_they_are_is_read_from_their_address() -> None:
    assert Settings().own is None
    assert Settings(schoolgate="https://gate.example/").own == OwnPages("gate.example", 443, tunnel=True)
    assert Settings(schoolgate="http://10.1.0.9:8000").own == OwnPages("10.1.0.9", 8000, tunnel=False)


def test_they_may_be_in_the_network_or_on_this_machine_and_nowhere_odd() -> None:
    reach = Reach(own=OwnPages("gate.example", 443, tunnel=True))
    assert reach.open(["10.1.0.9", "127.0.0.1", "fd00:1::5"], 443, "gate.example") == [
        "10.1.0.9",
        "127.0.0.1",
        "fd00:1::5",
    ]
    for addresses, port, host in (
        (["10.1.0.9"], 80, "gate.example"),
        (["10.1.0.9"], 443, "heron.example"),
        (["224.0.0.1", "0.0.0.0", "255.255.255.255"], 443, "gate.example"),
    ):
        with pytest.raises(RefusedError):
            reach.open(addresses, port, host)
    reach.ours.add(443)
    with pytest.raises(RefusedError, match="came round"):
        reach.open(["127.0.0.1"], 443, "gate.example")
