"""The test through our own proxy: what a level's plan expects is what the filter does at that level, and no other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from schoolgate.filtering.probing import stand_in
from schoolgate.filtering.probing.alone import summary
from schoolgate.filtering.probing.making import trials
from schoolgate.filtering.probing.plans import PROXY, Plan, Trial, Way
from schoolgate.filtering.probing.running import run_plan
from schoolgate.filtering.probing.tests.lab import ZONE, stand_ins
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Running, running
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.rules import Rules

LEVELS = {level.key: level for level in SHIPPED}
LISTS = {f"{each.key}/stand-in": [stand_in.host_of(each.key, ZONE)] for each in stand_in.categories()}


def planned(level: Level, proxy: Running, site: int) -> Plan:
    tests = tuple(_at(one, site) for one in trials(level, ("stand-ins",), zone=ZONE))
    return Plan("prb_x", "Hall", "tablet", level.key, tests, (Way(PROXY, f"http://127.0.0.1:{proxy.port}"),), zone=ZONE)


def _at(test: Trial, port: int) -> Trial:
    return replace(test, address=f"{test.address.rstrip('/')}:{port}/")


@contextmanager
def filtering(root: Path, level: str, site: int) -> Iterator[Running]:
    """Our proxy with the stand-ins on its lists, for anybody at a level."""
    with running(root, ports=(site,), rules=Rules(epoch=1, unknown=level)) as proxy:
        a_desk.put_lists(proxy.files, LISTS)
        made = planned(LEVELS["junior"], proxy, site)
        first = replace(made, tests=tuple(one for one in made.tests if one.category in ("children", "adult")))
        for _ in range(50):  # until it has taken the lists up
            told = {one["test"]: one["verdict"] for one in summary(first, run_plan(first))["ways"][0]["tests"]}
            if told["stand-in-adult-http"] == "blocked":
                break
            time.sleep(0.2)
        yield proxy


@pytest.mark.parametrize("level", LEVELS)
def test_at_each_level_everything_is_as_its_plan_expects(tmp_path: Path, level: str) -> None:
    with stand_ins() as site, filtering(tmp_path, level, site) as proxy:
        made = planned(LEVELS[level], proxy, site)
        found = summary(made, run_plan(made))
    wrong = [
        (one["test"], one["because"]) for one in found["ways"][0]["tests"] if one["verdict"] not in ("blocked", "open")
    ]
    assert (found["judged"], wrong) == ("good", [])


def test_a_class_that_is_given_the_staffs_level_is_found_out(tmp_path: Path) -> None:
    with stand_ins() as site, filtering(tmp_path, "staff", site) as proxy:
        made = planned(LEVELS["infant"], proxy, site)
        found = summary(made, run_plan(made))
    open_ones = {one["category"] for one in found["ways"][0]["tests"] if one["verdict"] == "let-through"}
    assert found["judged"] == "bad"
    assert {"social-media", "chat", "news"} <= open_ones


def test_a_filter_without_its_rules_is_closed_and_proves_nothing(tmp_path: Path) -> None:
    """Everything is refused, so nothing came whole: that it blocks is not shown."""
    with stand_ins() as site, running(tmp_path, ports=(site,), rules=None) as proxy:
        made = planned(LEVELS["junior"], proxy, site)
        found = summary(made, run_plan(made))
    assert {one["verdict"] for one in found["ways"][0]["tests"]} == {"unclear"}
