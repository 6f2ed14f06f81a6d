"""The filter test as a program: with its plan inside or beside it, on any machine that has Python."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from schoolgate.filtering.probing.judging import intercepted_by, judged_as
from schoolgate.filtering.probing.plans import (
    DIRECT,
    PAC,
    PROXY,
    RESOLVER,
    TOOL,
    Plan,
    Way,
    WrongPlanError,
    checked_plan,
    plan_from,
)
from schoolgate.filtering.probing.running import done_from, judge_done, run_plan
from schoolgate.filtering.probing.saying import sentence, way_in_words
from schoolgate.filtering.probing.sending import keep_results, send_kept

EXITS = {"good": 0, "bad": 1, "unclear": 2}
WORDS = {
    "good": "Everything was as it should be.",
    "bad": "Something was not as it should be.",
    "unclear": "Not everything could be told, and what could not be told proves nothing.",
}
PLAN_INSIDE = ""  # a plan's JSON, where this file was written with one


def main(given: list[str] | None = None) -> int:
    """Exit 0: all was as it should be. 1: something was not. 2: not run, or not everything could be told."""
    said = _arguments().parse_args(given)
    try:
        plan = with_ways(_plan(said), said)
    except (OSError, ValueError) as error:
        print("The filter test could not be run: %s." % error, file=sys.stderr)
        return 2
    while True:
        code = _once(plan, said)
        if not said.every:
            return code
        time.sleep(said.every * 3600)


def summary(plan: Plan, document: dict[str, Any]) -> dict[str, Any]:
    """``{plan, judged, ways: [{way, judged, tests: [...]}]}`` of one run, where a test is ``{test, address, category,
    verdict, reason, because, intercepted}``.
    """
    ways, everything = [], []
    for done in done_from(document):
        verdicts = judge_done(plan, done)
        everything += list(verdicts.values())
        parts = [part.seen for part in done.parts] + [part.before for part in done.parts]
        tests = []
        for key, verdict in verdicts.items():
            test = plan.test(key)
            assert test is not None
            opened = [intercepted_by(test, plan, part[key]) for part in parts if key in part]
            tests.append(
                {
                    "test": key,
                    "address": test.address,
                    "category": test.category,
                    "verdict": verdict.verdict,
                    "reason": verdict.reason,
                    "because": sentence(verdict),
                    "intercepted": next((one for one in opened if one), ""),
                }
            )
        ways.append({"way": way_in_words(done.way), "judged": judged_as(list(verdicts.values())), "tests": tests})
    return {"plan": plan.ref, "judged": judged_as(everything), "ways": ways}


def summary_words(found: dict[str, Any]) -> str:
    lines = []
    for way in found["ways"]:
        lines.append("Asked %s:" % way["way"])
        for one in way["tests"]:
            lines.append("  %-9s %s" % (_mark(one["verdict"]), one["address"]))
            lines.append("            %s" % one["because"])
            if one["intercepted"]:
                lines.append("            What is encrypted is opened on the way, by %s." % one["intercepted"])
    return "\n".join([*lines, WORDS[found["judged"]]])


def with_ways(plan: Plan, said: Any) -> Plan:
    """The plan, by the way that was said if one was; with ``SCHOOLGATE_PROXY_PASSWORD`` (``user:password``)."""
    given = [(PROXY, said.proxy), (PAC, said.pac), (RESOLVER, said.resolver)]
    ways = tuple(Way(kind, what) for kind, what in given if what) or ((Way(DIRECT),) if said.direct else plan.ways)
    secret = os.environ.get("SCHOOLGATE_PROXY_PASSWORD", "")
    ways = tuple(Way(way.kind, _proxy(way.through, secret)) if way.kind == PROXY else way for way in ways)
    plan = replace(plan, ways=ways)
    checked_plan(plan)
    return plan


def add_way_arguments(parser: Any) -> None:
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--proxy", metavar="URL", help="ask through this proxy: http://proxy.example:8080")
    ways.add_argument("--pac", metavar="URL", help="ask through every proxy that this set-up file names")
    ways.add_argument("--resolver", metavar="IP", help="ask this name server, and open no page")
    ways.add_argument("--direct", action="store_true", help="ask directly")


def _proxy(written: str, secret: str) -> str:
    address = written if "://" in written else "http://" + written
    place = urlsplit(address)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise WrongPlanError("%r is no proxy's address, such as http://proxy.example:8080" % written)
    return address if "@" in address or not secret else address.replace("://", "://%s@" % secret, 1)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Test a school's web filter.", epilog=main.__doc__)
    parser.add_argument("--plan", type=Path, help="the plan, where none is inside this file")
    add_way_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    parser.add_argument("--results", type=Path, default=Path("filter-tests"), help="keep results in this folder")
    parser.add_argument("--no-send", action="store_true", help="only keep them; somebody will bring them")
    parser.add_argument("--authority", default="", metavar="FILE", help="the certificate of the school's own authority")
    parser.add_argument("--every", type=float, default=0, metavar="HOURS", help="go on, again after so many hours")
    parser.add_argument("--version", action="version", version="schoolgate filter test %s" % TOOL)
    return parser


def _plan(said: Any) -> Plan:
    text = said.plan.read_text(encoding="utf-8") if said.plan else PLAN_INSIDE
    if not text:
        raise WrongPlanError("there is no plan inside this file, so say one with --plan FILE")
    return plan_from(json.loads(text))


def _once(plan: Plan, said: Any) -> int:
    document = run_plan(plan, lambda line: print(line, file=sys.stderr))
    found = summary(plan, document)
    print(json.dumps(found, indent=2) if said.json else summary_words(found))
    kept = keep_results(document, said.results)
    token = os.environ.get("SCHOOLGATE_TOKEN", "").strip()
    if said.no_send or not plan.send_to or not token:
        print("The results are in %s. Give them to Schoolgate on the page of this test." % kept, file=sys.stderr)
    else:
        sent, why = send_kept(said.results, plan, token, said.authority)
        print("Sent: %d.%s" % (sent, " Not sent: %s" % why if why else ""), file=sys.stderr)
    return EXITS[found["judged"]]


def _mark(verdict: str) -> str:
    return {"unclear": "?", "let-through": "WRONG", "wrongly-blocked": "WRONG", "way-open": "WRONG"}.get(verdict, "ok")


if __name__ == "__main__":
    sys.exit(main())
