"""A filter test through real proxies: what is blocked, what is let through, and what nobody can tell."""

import socket

import pytest

from schoolgate.filtering.probing.alone import summary
from schoolgate.filtering.probing.plans import PAC, PROXY, Plan, Way
from schoolgate.filtering.probing.running import run_plan
from schoolgate.filtering.probing.tests.lab import ZONE, Behaviour, blocks, plan, proxy, stand_ins


def found(made: Plan) -> dict[str, tuple[str, str]]:
    """What was said of each test: the verdict and the reason."""
    told = summary(made, run_plan(made))
    return {one["test"]: (one["verdict"], one["reason"]) for one in told["ways"][0]["tests"]}


def through(behaves: Behaviour, **more: object) -> dict[str, tuple[str, str]]:
    with stand_ins() as site, proxy(behaves, site) as address:
        return found(plan(Way(PROXY, address), **more))  # type: ignore[arg-type]  # words of the plan


def test_it_works() -> None:
    assert through(blocks("adult", "games")) == {
        "children": ("open", "whole"),
        "adult": ("blocked", "refused"),
        "games": ("blocked", "refused"),
    }


def test_what_is_let_through_is_told() -> None:
    assert through(blocks("adult"))["games"] == ("let-through", "whole")


def test_a_block_page_with_status_200_is_a_block_where_the_real_page_is_known() -> None:
    assert through(blocks("adult", "games", how="page Blocked by category"))["adult"] == ("blocked", "block-page")


def test_a_page_nobody_knows_is_no_block_until_the_school_names_its_words() -> None:
    oops = blocks("adult", "games", how="page Oops! Ask Mr Fell.")
    assert through(oops)["adult"] == ("unclear", "other-page")
    assert through(oops, block_words=("Ask Mr Fell",))["adult"] == ("blocked", "block-page")


def test_being_sent_on_counts_only_to_a_known_block_page() -> None:
    away = blocks("adult", "games", how="302 https://stop.supplier.example/why?who=kit")
    assert through(away)["adult"] == ("unclear", "sent-elsewhere")
    assert through(away, block_hosts=("supplier.example",))["adult"] == ("blocked", "block-host")


def test_a_connection_cut_off_beside_one_that_works_is_a_block() -> None:
    assert through(blocks("adult", "games", how="cut"))["adult"] == ("blocked", "cut-off")


def test_a_page_that_must_come_through_and_is_blocked_is_told_where_another_came() -> None:
    made = plan()
    more = made.tests[0].__class__("learning", "control", f"http://learning.{ZONE}/", whole="stand-in")
    with stand_ins() as site, proxy(blocks("learning", "adult", "games"), site) as address:
        told = found(plan(Way(PROXY, address), tests=(*made.tests, more)))
    assert told["learning"] == ("wrongly-blocked", "refused")
    assert told["adult"] == ("blocked", "refused")


@pytest.mark.parametrize(
    ("behaves", "why"),
    [
        (lambda host: "page This is blocked. Please sign in.", "control-other-page"),
        (lambda host: "302 https://portal.example/", "control-sent-elsewhere"),
        (lambda host: "511", "control-sent-elsewhere"),
        (lambda host: "403", "control-refused-by-whom"),
        (lambda host: "407", "control-wants-password"),
        (lambda host: "503", "control-server-error"),
        (lambda host: "cut", "control-cut-off"),
    ],
)
def test_a_proxy_through_which_nothing_comes_proves_nothing(behaves: Behaviour, why: str) -> None:
    told = through(behaves)
    assert told["adult"] == told["games"] == ("unclear", why)
    assert told["children"][0] == "unclear"


def test_a_dead_proxy_is_not_a_pass() -> None:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        made = plan(Way(PROXY, f"http://127.0.0.1:{line.getsockname()[1]}"))
        assert set(found(made).values()) == {("unclear", "control-proxy-refused"), ("unclear", "proxy-refused")}


def test_a_proxy_that_dies_on_the_way_takes_its_blocks_with_it() -> None:
    asked = list[str]()

    def dying(host: str) -> str:
        asked.append(host)
        return "403" if len(asked) > 1 else "pass"

    assert through(dying)["adult"] == ("unclear", "died")


def test_a_pac_is_tried_by_every_proxy_it_names_and_by_going_past_them(tmp_path: object) -> None:
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as address:
        host = address.removeprefix("http://")
        held = f'// PROXY other:1\nfunction FindProxyForURL(u, h) {{ return "PROXY {host}"; }}'
        assert found(_by_pac(tmp_path, held))["adult"] == ("blocked", "refused")
        past = held.replace(f'"PROXY {host}"', f'h == "x" ? "DIRECT" : "PROXY {host}"')
        at = f"127.0.0.1:{site}"
        assert found(_by_pac(tmp_path, past, at=at))["adult"] == ("unclear", "pac-direct")


def test_a_pac_that_cannot_be_had_or_read_proves_nothing(tmp_path: object) -> None:
    assert found(plan(Way(PAC, f"{tmp_path}/none.pac")))["adult"] == ("unclear", "no-pac")
    for held in ('return "SOCKS 192.0.2.1:1080";', 'return "PROXY " + host;', "return null;"):
        assert found(_by_pac(tmp_path, held))["adult"] == ("unclear", "pac-unread")


def _by_pac(folder: object, held: str, **more: object) -> Plan:
    path = f"{folder}/proxy.pac"
    with open(path, "w", encoding="utf-8") as file:
        file.write(held)
    return plan(Way(PAC, path), **more)  # type: ignore[arg-type]  # words of the plan
