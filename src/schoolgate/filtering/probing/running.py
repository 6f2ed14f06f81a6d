"""Running a plan: the controls, every test, the controls again, by each way; and what was seen, as a document."""

from __future__ import annotations

import datetime
import platform
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Callable
from urllib.parse import urljoin, urlsplit

from schoolgate.filtering.probing.judging import (
    BAD,
    BLOCKED,
    UNCLEAR,
    Tried,
    Verdict,
    applies,
    judge_tried,
    together,
)
from schoolgate.filtering.probing.pac import GOES_DIRECT, ways_of_pac
from schoolgate.filtering.probing.plans import (
    CONTROL,
    DIRECT,
    FAIR,
    FORMAT,
    PAC,
    PROXY,
    RESOLVER,
    ROUND,
    SEARCH,
    TOOL,
    Plan,
    Trial,
    Way,
    WrongPlanError,
    fingerprint,
    refusal,
    seal,
)
from schoolgate.filtering.probing.reaching import (
    ANSWERED,
    MOST_BYTES,
    Seen,
    fetch_page,
    seen_document,
    seen_from,
)
from schoolgate.filtering.probing.rounds import look_up, try_round, try_search
from schoolgate.filtering.probing.saying import without_password

AT_ONCE = 6
_MOST_JUMPS = 4


@dataclass(frozen=True)
class Done:
    """One way of the plan as it was done: a PAC's is the several that it names, ``direct`` last where it names that."""

    way: Way
    parts: tuple[Tried, ...]
    trouble: str = ""


def run_plan(plan: Plan, progress: Callable[[str], None] = lambda _line: None) -> dict[str, Any]:
    """Try everything and return the results, sealed where the plan has a key."""
    began = _moment()
    done = [_by_way(plan, way, progress) for way in plan.ways]
    document = {
        "format": FORMAT,
        "tool": TOOL,
        "plan": plan.ref,
        "plan_digest": fingerprint(plan),
        "began": began,
        "ended": _moment(),
        "machine": {"system": platform.system(), "python": platform.python_version()},
        "ways": [_done_document(one) for one in done],
    }
    return sealed(document, plan)


def sealed(document: dict[str, Any], plan: Plan) -> dict[str, Any]:
    return dict(document, seal=seal(document, plan.key)) if plan.key else document


def done_from(document: dict[str, Any]) -> list[Done]:
    """What the results say was seen. Raises ``WrongPlanError`` for what is none."""
    try:
        return [
            Done(Way(one["kind"], one["through"]), tuple(_tried_from(part) for part in one["parts"]), one["trouble"])
            for one in document["ways"]
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise WrongPlanError("these are no results of a filter test: %s" % error) from None


def judge_done(plan: Plan, done: Done) -> dict[str, Verdict]:
    """The verdict on each test by one way. By a PAC: the worst of what it names, and no block past which it goes."""
    if done.trouble or not done.parts:
        wrong = Verdict(UNCLEAR, done.trouble or "not-tried")
        return {test.key: wrong for test in plan.tests if applies(test, done.way)}
    by_proxies = [part for part in done.parts if not (done.way.kind == PAC and part.way.kind == DIRECT)]
    judged = [judge_tried(plan, part) for part in by_proxies]
    found = {key: together([one[key] for one in judged]) for key in judged[0]} if judged else {}
    for part in done.parts:
        if part not in by_proxies:
            past = judge_tried(plan, part)
            found = {key: _beside(found.get(key), past[key]) for key in past}
    return found


def _beside(proxied: Verdict | None, past: Verdict) -> Verdict:
    """Whether an address goes past the proxies is not worked out, so a block must have held there as well."""
    if proxied is None:
        return past
    return Verdict(UNCLEAR, "pac-direct") if proxied.verdict == BLOCKED and past.verdict in BAD else proxied


def _by_way(plan: Plan, way: Way, progress: Callable[[str], None]) -> Done:
    if way.kind != PAC:
        return Done(way, (_try(plan, way, progress),))
    try:
        named = ways_of_pac(fetch_text(way.through))
    except Exception:
        return Done(way, (), "no-pac")
    proxies = [one for one in named if "://" in one]
    if len(proxies) + (GOES_DIRECT in named) != len(named) or not named:
        return Done(way, (), "pac-unread")
    ways = [Way(PROXY, one) for one in proxies] + ([Way(DIRECT)] if GOES_DIRECT in named else [])
    return Done(way, tuple(_try(plan, one, progress) for one in ways))


def fetch_text(address: str) -> str:
    """A PAC's text, from the network or (``file:`` or a path) from this machine. Raises whatever goes wrong."""
    if urlsplit(address).scheme not in ("http", "https"):
        with open(address[7:] if address.startswith("file://") else address, encoding="utf-8") as file:
            return file.read(MOST_BYTES)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=10) as answer:
        return str(answer.read(MOST_BYTES).decode("utf-8", "replace"))


def _try(plan: Plan, way: Way, progress: Callable[[str], None]) -> Tried:
    def seen(tests: list[Trial]) -> dict[str, Seen]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(pool.map(lambda one: (one.key, _see(one, plan, way)), tests))

    mine = [test for test in plan.tests if applies(test, way) and not refusal(test, plan)]
    controls = [test for test in mine if test.purpose == CONTROL]
    others = [test for test in mine if test.purpose != CONTROL]
    progress("%d pages that must come through, %d tests" % (len(controls), len(others)))
    before = seen(controls)
    return Tried(Way(way.kind, without_password(way.through)), before, seen(others), seen(controls))


def _see(test: Trial, plan: Plan, way: Way) -> Seen:
    proxy = way.through if way.kind == PROXY else ""
    if test.purpose == SEARCH:
        return try_search(test, way)
    if test.purpose == ROUND:
        return try_round(test, plan, way, proxy)
    if way.kind == RESOLVER:
        return look_up(test.host, way)
    seen = fetch_page(test, plan, proxy)
    jumps = _MOST_JUMPS if test.purpose in (FAIR, CONTROL) and not plan.is_stand_in(test.host) else 0
    for _ in range(jumps):  # a site may lead from its bare name to its page, as browsers follow
        if seen.how != ANSWERED or not 300 <= seen.status < 400 or not seen.to:
            break
        there = replace(test, address=urljoin(test.address, seen.to))
        if refusal(there, plan) or (test.purpose == CONTROL and there.host != test.host):
            break
        test, seen = there, fetch_page(there, plan, proxy)
    return seen


def _done_document(done: Done) -> dict[str, Any]:
    return {
        "kind": done.way.kind,
        "through": without_password(done.way.through),
        "trouble": done.trouble,
        "parts": [
            {
                "kind": part.way.kind,
                "through": part.way.through,
                **{
                    name: {key: seen_document(one) for key, one in getattr(part, name).items()}
                    for name in ("before", "seen", "after")
                },
            }
            for part in done.parts
        ],
    }


def _tried_from(part: dict[str, Any]) -> Tried:
    held = [{key: seen_from(one) for key, one in part[name].items()} for name in ("before", "seen", "after")]
    return Tried(Way(part["kind"], part["through"]), *held)


def _moment() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
