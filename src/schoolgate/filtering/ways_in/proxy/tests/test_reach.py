"""Where a request may go: by the address that is connected to, whatever name led there."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from schoolgate.filtering.ways_in.proxy.connecting import in_turn
from schoolgate.filtering.ways_in.proxy.names import KEPT_SECONDS, Names
from schoolgate.filtering.ways_in.proxy.reach import Reach
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import HERE, Loop, Site, running
from schoolgate.filtering.ways_in.proxy.tests.test_passing import asked
from schoolgate.kernel.errors import BadInputError

PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("255.255.255.255", "240.0.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.9", "168.63.129.16"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1", "fec0::1"),
    *("::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "::10.0.0.1", "2002:a00:1::", "2001:db8::1"),
]


def test_the_internet_is_open() -> None:
    assert Reach().open(["93.184.216.34", "2606:2800:220:1::1"], 80) == ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_internet_is_closed(address: str) -> None:
    with pytest.raises(RefusedError) as raised:
        Reach().open([address], 80)
    assert raised.value.status == 403


def test_a_school_may_name_what_of_its_own_is_open() -> None:
    reach = Reach(["10.2.0.0/16", "fd00:1::/32"])
    assert reach.open(["10.2.3.4", "10.3.0.1"], 80) == ["10.2.3.4"]
    assert reach.open(["fd00:1::5"], 80) == ["fd00:1::5"]
    assert reach.open(["::ffff:10.2.0.1"], 80) == ["::ffff:10.2.0.1"]
    with pytest.raises(BadInputError):
        Reach(["10.2.0.1/16"])


def test_a_name_with_both_kinds_of_address_leads_only_out() -> None:
    assert Reach().open(["10.0.0.1", "93.184.216.34"], 80) == ["93.184.216.34"]


def run[T](work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return asyncio.run(work())


def test_a_name_is_asked_once_by_all_who_want_it_and_again_when_it_is_old() -> None:
    now, questions = [0.0], list[str]()

    async def ask(host: str) -> list[str]:
        questions.append(host)
        await asyncio.sleep(0.01)
        return [f"192.0.2.{len(questions)}"]

    async def work() -> None:
        names = Names(ask, kept=2, clock=lambda: now[0])
        assert await asyncio.gather(*(names.of("heron.example") for _ in range(5))) == [("192.0.2.1",)] * 5
        now[0] += KEPT_SECONDS + 1
        assert await names.of("heron.example") == ("192.0.2.2",)
        for host in ("a.example", "b.example", "heron.example"):  # the oldest of three made room
            await names.of(host)
        assert questions == ["heron.example", "heron.example", "a.example", "b.example", "heron.example"]
        assert await names.of("192.0.2.77") == ("192.0.2.77",)

    run(work)


def test_whoever_asked_first_may_leave_and_the_others_still_hear() -> None:
    async def ask(host: str) -> list[str]:
        await asyncio.sleep(0.02)
        return [HERE]

    async def work() -> None:
        names = Names(ask)
        first = asyncio.ensure_future(names.of("heron.example"))
        second = asyncio.ensure_future(names.of("heron.example"))
        await asyncio.sleep(0)
        first.cancel()
        assert await second == (HERE,)

    run(work)


def test_a_name_that_leads_elsewhere_a_moment_later_is_judged_each_time(tmp_path: Path) -> None:
    """Rebinding: a name of the internet's answers the first question with a public address, the next with ours."""
    loop = Loop()
    site = Site(loop=loop)
    answers = iter([["93.184.216.34"], [HERE]])

    async def ask(host: str) -> list[str]:
        return next(answers)

    settings = Settings(web_ports=frozenset({site.port}))
    with running(tmp_path, settings, ask=ask, ports=(site.port,)) as proxy:
        names = proxy.proxy.shared.calling.names
        assert proxy.loop.run(names.of("rebind.example")) == ("93.184.216.34",)
        names.forget()
        with proxy.call() as caller:
            assert caller.say(asked("rebind.example", site.port)).answer()[0] == 403
    assert site.connections == 0
    loop.close()


def test_of_two_addresses_the_one_that_answers_is_taken(tmp_path: Path) -> None:
    loop = Loop()
    site = Site(loop=loop)

    async def ask(host: str) -> list[str]:
        return ["127.0.0.77", "::1", HERE]  # nobody listens at the first two

    settings = Settings(allowed=("127.0.0.0/8", "::1"))
    with running(tmp_path, settings, ask=ask, ports=(site.port,)) as proxy, proxy.call() as caller:
        assert caller.say(asked("heron.example", site.port)).answer()[0] == 200
    loop.close()


def test_families_take_turns() -> None:
    assert in_turn(["2001:db8::1", "2001:db8::2", "192.0.2.1"]) == ["2001:db8::1", "192.0.2.1", "2001:db8::2"]
    assert in_turn(["192.0.2.1", "2001:db8::1"]) == ["192.0.2.1", "2001:db8::1"]


def test_the_filter_does_not_go_to_itself() -> None:
    reach = Reach(["127.0.0.0/8"])
    reach.ours.add(3128)
    with pytest.raises(RefusedError) as raised:
        reach.open([HERE], 3128)
    assert raised.value.status == 508
