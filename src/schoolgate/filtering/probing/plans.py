"""What a filter test tries: the plan, as the file holds it, and what no plan may ask for."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TOOL = "1"  # the version of what tries and judges: results say it
FORMAT = 1
CONTROL, BLOCK, ILLEGAL, FAIR, ROUND, SEARCH = "control", "block", "illegal", "fair", "round", "search"
PURPOSES = (CONTROL, BLOCK, ILLEGAL, FAIR, ROUND, SEARCH)
MUST_BLOCK = (BLOCK, ILLEGAL)
MUST_ALLOW = (CONTROL, FAIR)
DIRECT, PROXY, PAC, RESOLVER = "direct", "proxy", "pac", "resolver"
WAYS = (DIRECT, PROXY, PAC, RESOLVER)
STAND_IN = "stand-in"
# Ways round: "kind:what" stands where other tests have an address.
DOH, QUIC, OTHER_RESOLVER, BARE, CANARY = "doh", "quic", "resolver", "bare", "canary"
# Trial pages that their own bodies publish to be blocked: the only hosts of illegal lists that are ever asked for.
PUBLISHED_HOSTS = frozenset(("iwf.testfiltering.com", "ctiru.testfiltering.com", "swearing.testfiltering.com"))


class WrongPlanError(ValueError):
    """What was given is no plan, or asks for what no plan may."""


@dataclass(frozen=True)
class Trial:
    """``address`` is a page's, or ``kind:what`` for a way round and a search engine. ``whole`` is what the real page is
    known by: ``stand-in``, ``text:WORDS``, ``status:204``, or empty where it is not known. ``control`` is the key of
    the page that must come through for this one to be judged. ``harmless``: Schoolgate looked its host up first.
    """

    key: str
    purpose: str
    address: str
    category: str = ""
    control: str = ""
    whole: str = ""
    harmless: bool = False

    @property
    def host(self) -> str:
        return (urlsplit(self.address).hostname or "").rstrip(".")

    @property
    def scheme(self) -> str:
        return urlsplit(self.address).scheme


@dataclass(frozen=True)
class Way:
    """How pages are asked for. ``through`` is the proxy, the PAC's address or the resolver, with its port if not 53."""

    kind: str
    through: str = ""


@dataclass(frozen=True)
class Plan:
    """``zone`` is the stand-ins' own domain, and ``at`` where they are (``address:port``) if no name server knows it.
    ``block_*`` is what the school's own block page is known by. ``key`` seals the results.
    """

    ref: str
    place: str
    device: str
    group: str
    tests: tuple[Trial, ...]
    ways: tuple[Way, ...]
    zone: str = ""
    at: str = ""
    certificate: str = ""  # SHA-256 of the stand-ins' own, in hexadecimal
    block_hosts: tuple[str, ...] = ()
    block_words: tuple[str, ...] = ()
    block_addresses: tuple[str, ...] = ()
    send_to: str = ""
    every_hours: int = 24
    key: str = ""

    def is_stand_in(self, host: str) -> bool:
        return bool(self.zone) and host.endswith("." + self.zone)

    def test(self, key: str) -> Trial | None:
        return next((one for one in self.tests if one.key == key), None)


def plan_from(given: Any) -> Plan:
    """The plan of a JSON document. Raises ``WrongPlanError``, naming what is wrong or may not be asked for."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise WrongPlanError("this is no filter test plan of format %d" % FORMAT)
    try:
        tests = tuple(Trial(**one) for one in given["tests"])
        ways = tuple(Way(**one) for one in given["ways"])
        rest = {name: given[name] for name in given if name not in ("format", "tests", "ways")}
        for name in ("block_hosts", "block_words", "block_addresses"):
            rest[name] = tuple(rest.get(name, ()))
        plan = Plan(tests=tests, ways=ways, **rest)
    except (TypeError, KeyError) as error:
        raise WrongPlanError("the plan is not whole: %s" % error) from None
    checked_plan(plan)
    return plan


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as JSON holds it, and ``plan_from`` reads it."""
    document: dict[str, Any] = {"format": FORMAT}
    for name, value in vars(plan).items():
        document[name] = [_plain(one) for one in value] if isinstance(value, tuple) else value
    return document


def checked_plan(plan: Plan) -> None:
    """Raise ``WrongPlanError`` for a plan that cannot be run, or that asks for what must never be asked for."""
    keys = [test.key for test in plan.tests]
    if not plan.tests or len(set(keys)) != len(keys):
        raise WrongPlanError("the plan has no tests, or two of one key")
    if not plan.ways or any(way.kind not in WAYS or (way.kind != DIRECT) != bool(way.through) for way in plan.ways):
        raise WrongPlanError("the plan says no way to ask for pages, or one there is not")
    for test in plan.tests:
        if refused := refusal(test, plan):
            raise WrongPlanError("%s: %s" % (test.key, refused))


def refusal(test: Trial, plan: Plan) -> str:
    """Why this test is never tried, empty where it may be: nothing harmful is asked for, to see whether it is there."""
    if test.purpose not in PURPOSES:
        return "there is no purpose %r" % test.purpose
    if test.purpose in (ROUND, SEARCH):
        return ""
    if test.scheme not in ("http", "https") or not test.host:
        return "%r is no address of a page" % test.address
    if test.purpose == ILLEGAL and test.host not in PUBLISHED_HOSTS:
        return "illegal content is tested only by the test pages that its own bodies publish"
    if test.purpose in MUST_BLOCK and not plan.is_stand_in(test.host) and test.host not in PUBLISHED_HOSTS:
        return "" if test.harmless else "nobody has looked up whether %s is harmless" % test.host
    return ""


def canonical(document: Any) -> bytes:
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(plan: Plan) -> str:
    """SHA-256 of all that the plan says, its key left out, in hexadecimal."""
    said = plan_document(plan)
    del said["key"]
    return hashlib.sha256(canonical(said)).hexdigest()


def seal(document: dict[str, Any], key: str) -> str:
    """HMAC-SHA256 over a result, whatever it says of its own seal and sending left out."""
    said = {name: value for name, value in document.items() if name not in ("seal", "sent")}
    return hmac.new(key.encode(), canonical(said), hashlib.sha256).hexdigest()


def stand_in_page(host: str, nonce: str) -> str:
    """What a stand-in answers at ``/NONCE``: nobody who has not read both the name and the number could write it."""
    proof = hashlib.sha256(("%s %s" % (host, nonce)).encode()).hexdigest()
    return "Schoolgate test page. There is nothing on it.\n%s\n%s\n%s\n" % (host, nonce, proof)


def _plain(one: Any) -> Any:
    return dict(vars(one)) if isinstance(one, (Trial, Way)) else one
