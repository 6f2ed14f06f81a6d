"""What may be said after a test. A block counts only where, in the same run and by the same way, pages came through.

Nothing here looks anything up: what is judged is what was seen, so that whoever receives results judges them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from schoolgate.filtering.probing.names import NAME_REFUSED, NXDOMAIN
from schoolgate.filtering.probing.plans import (
    CANARY,
    CONTROL,
    DOH,
    MUST_BLOCK,
    OTHER_RESOLVER,
    PUBLISHED_HOSTS,
    QUIC,
    RESOLVER,
    ROUND,
    SEARCH,
    Plan,
    Trial,
    Way,
    refusal,
)
from schoolgate.filtering.probing.reaching import (
    ANSWERED,
    AT_PROXY,
    AT_SITE,
    CUT_OFF,
    NO_NAME,
    NO_ROUTE,
    REFUSED,
    TIMED_OUT,
    Seen,
    is_nowhere,
)

BLOCKED, OPEN, CLOSED, SAFE = "blocked", "open", "closed", "safe"
LET_THROUGH, WRONGLY_BLOCKED, WAY_OPEN = "let-through", "wrongly-blocked", "way-open"
UNCLEAR = "unclear"
GOOD, BAD = (BLOCKED, OPEN, CLOSED, SAFE), (LET_THROUGH, WRONGLY_BLOCKED, WAY_OPEN)
_SILENCE = (TIMED_OUT, REFUSED, NO_ROUTE, CUT_OFF, NO_NAME)
_FORBIDDEN, _LEGAL, _WANTS_PASSWORD, _PORTAL = 403, 451, 407, 511
# Where suppliers send what they block, as their own documentation names it.
KNOWN_BLOCK_HOSTS = ("block.opendns.com", "hit-block.opendns.com", "blocked.teams.cloudflare.com")


@dataclass(frozen=True)
class Verdict:
    """``reason`` is a key of ``saying.REASONS``."""

    verdict: str
    reason: str

    @property
    def good(self) -> bool:
        return self.verdict in GOOD

    @property
    def bad(self) -> bool:
        return self.verdict in BAD


@dataclass(frozen=True)
class Tried:
    """One way, and what was seen by it, by the keys of tests: the controls before and after all others."""

    way: Way
    before: dict[str, Seen]
    seen: dict[str, Seen]
    after: dict[str, Seen]


def judge_tried(plan: Plan, tried: Tried) -> dict[str, Verdict]:
    """The verdict on every test of the plan that can be tried by one way; what was not tried is unclear."""
    return {test.key: _judge(test, plan, tried) for test in plan.tests if applies(test, tried.way)}


def applies(test: Trial, way: Way) -> bool:
    """Whether a test can be tried by a way: a name server is asked for names, and opens no page."""
    return way.kind != RESOLVER or test.purpose != ROUND or test.address.startswith(CANARY + ":")


def together(verdicts: list[Verdict]) -> Verdict:
    """Of one test by several ways: the worst, and never better than any."""
    for wanted in (lambda one: one.bad, lambda one: not one.good):
        found = [one for one in verdicts if wanted(one)]
        if found:
            return found[0]
    return verdicts[0] if verdicts else Verdict(UNCLEAR, "not-tried")


def judged_as(verdicts: list[Verdict]) -> str:
    """``bad``: something was not as it should be. ``good``: everything was. ``unclear``: neither was shown."""
    if any(one.bad for one in verdicts):
        return "bad"
    return "good" if verdicts and all(one.good for one in verdicts) else "unclear"


def intercepted_by(test: Trial, plan: Plan, seen: Seen) -> str:
    """Who stands between and opens what is encrypted; empty where nothing shows it."""
    if not seen.certificate:
        return ""
    if plan.is_stand_in(test.host):
        return (seen.issuer or "?") if plan.certificate and seen.certificate != plan.certificate else ""
    return (seen.issuer or "?") if seen.trusted is False else ""


def _judge(test: Trial, plan: Plan, tried: Tried) -> Verdict:
    if refusal(test, plan):
        return Verdict(UNCLEAR, "never-tried")
    if test.purpose == CONTROL:
        return _judge_control(test, plan, tried)
    seen = tried.seen.get(test.key)
    if seen is None:
        return Verdict(UNCLEAR, "not-tried")
    wrong = _control_failed(test, plan, tried)
    if wrong:
        return Verdict(UNCLEAR, wrong)
    if test.purpose in (ROUND, SEARCH):
        return _judge_round(test, plan, tried, seen)
    reason = recognised(test, plan, tried, seen)
    if test.purpose in MUST_BLOCK:
        return Verdict(BLOCKED, reason) if reason else _not_recognised(test, plan, tried, seen)
    if reason:
        return Verdict(WRONGLY_BLOCKED, reason)
    return Verdict(OPEN, "came") if _opened(seen, tried) else Verdict(UNCLEAR, trouble(seen))


def _judge_control(test: Trial, plan: Plan, tried: Tried) -> Verdict:
    before, after = tried.before.get(test.key), tried.after.get(test.key)
    if before is None or after is None:
        return Verdict(UNCLEAR, "not-tried")
    if _came(plan, tried, before) and _came(plan, tried, after):
        return Verdict(OPEN, "whole")
    failed = after if _came(plan, tried, before) else before
    others = [one for one in plan.tests if one.purpose == CONTROL and one.key != test.key and one.scheme == test.scheme]
    if any(_control_stood(one, plan, tried) for one in others):
        reason = recognised(test, plan, tried, failed)
        if reason:
            return Verdict(WRONGLY_BLOCKED, reason)
    return Verdict(UNCLEAR, trouble(failed))


def _control_failed(test: Trial, plan: Plan, tried: Tried) -> str:
    """Why nothing can be said of this test: its control did not come through whole, before and after."""
    control = plan.test(test.control)
    if control is None or control.purpose != CONTROL:
        return "no-control"
    if test.purpose not in (ROUND, SEARCH) and control.scheme != test.scheme:
        return "no-control"  # that pages come in the clear says nothing of those that are encrypted
    if test.purpose in MUST_BLOCK and not _of_one_owner(test.host, control.host, plan):
        return "no-control"
    before, after = tried.before.get(control.key), tried.after.get(control.key)
    if before is None or not _came(plan, tried, before):
        return "control-" + trouble(before) if before else "no-control"
    if after is None or not _came(plan, tried, after):
        return "died"
    return ""


def _of_one_owner(host: str, control: str, plan: Plan) -> bool:
    """A page that does not come proves a block only beside one of the same owner's that does."""
    if plan.is_stand_in(host) or plan.is_stand_in(control):
        return plan.is_stand_in(host) and plan.is_stand_in(control)
    return host.split(".")[-2:] == control.split(".")[-2:] or host not in PUBLISHED_HOSTS


def _control_stood(test: Trial, plan: Plan, tried: Tried) -> bool:
    seen = tried.before.get(test.key), tried.after.get(test.key)
    return all(one is not None and _came(plan, tried, one) for one in seen)


def _came(plan: Plan, tried: Tried, seen: Seen) -> bool:
    """Whether a control came through: its page to the letter, or by a name server its own address."""
    if tried.way.kind != RESOLVER:
        return seen.how == ANSWERED and seen.whole
    if seen.how != ANSWERED or seen.status or not seen.addresses or any(is_nowhere(one) for one in seen.addresses):
        return False
    return not any(one in plan.block_addresses for one in seen.addresses)


def recognised(test: Trial, plan: Plan, tried: Tried, seen: Seen) -> str:
    """How it is known that the filter stood between, empty where it is not."""
    if seen.whole:
        return ""
    if tried.way.kind == RESOLVER or seen.how == NO_NAME:
        return _recognised_name(test, plan, tried, seen)
    ours = plan.is_stand_in(test.host)
    if seen.addresses and any(one in plan.block_addresses for one in seen.addresses):
        return "block-address"
    if seen.how == CUT_OFF:
        return "cut-off" if seen.at == AT_SITE else ""
    if seen.how == REFUSED and seen.at == AT_SITE and any(is_nowhere(one) for one in seen.addresses):
        return "nowhere"
    if seen.how != ANSWERED or seen.status in (_WANTS_PASSWORD, _PORTAL) or seen.status >= 500:
        return ""
    if 300 <= seen.status < 400:
        return "block-host" if _is_block_host(seen.to, plan) else ""
    if seen.own_words:
        return "block-page"
    if seen.status in (_FORBIDDEN, _LEGAL) and (ours or seen.at == AT_PROXY or seen.words):
        return "refused"
    return "block-page" if ours and seen.words else ""


def _recognised_name(test: Trial, plan: Plan, tried: Tried, seen: Seen) -> str:
    if seen.how == NO_NAME:
        return "no-such-name" if plan.is_stand_in(test.host) and seen.at == AT_SITE else ""
    if seen.how != ANSWERED:
        return ""
    if any(_is_block_name(name, plan) for name in seen.led_through):
        return "block-host"
    if any(one in plan.block_addresses for one in seen.addresses):
        return "block-address"
    if any(is_nowhere(one) for one in seen.addresses):
        return "nowhere"
    if seen.status == NAME_REFUSED:
        return "name-refused"
    ours = plan.is_stand_in(test.host)
    if seen.status == NXDOMAIN or (seen.status == 0 and not seen.addresses):
        return "no-such-name" if ours else ""
    control = tried.before.get(test.control)
    if ours and control is not None and seen.addresses and not set(seen.addresses) & set(control.addresses):
        return "other-address"
    return ""


def _is_block_host(to: str, plan: Plan) -> bool:
    return _is_block_name(urlsplit(to).hostname or "", plan)


def _is_block_name(name: str, plan: Plan) -> bool:
    known = KNOWN_BLOCK_HOSTS + plan.block_hosts
    return any(name == one or name.endswith("." + one) for one in known if one)


def _opened(seen: Seen, tried: Tried) -> bool:
    """Whether a page that must come did: known to the letter, or the site's own answer for all that can be seen."""
    if seen.how != ANSWERED:
        return False
    if tried.way.kind == RESOLVER:
        return seen.status == 0 and bool(seen.addresses)
    return seen.whole or (200 <= seen.status < 300 and seen.trusted is not False)


def _not_recognised(test: Trial, plan: Plan, tried: Tried, seen: Seen) -> Verdict:
    if seen.how == ANSWERED and tried.way.kind == RESOLVER and seen.status == 0 and seen.addresses:
        return Verdict(LET_THROUGH, "name-given")
    if seen.whole:
        return Verdict(LET_THROUGH, "whole")
    if seen.how == ANSWERED and 200 <= seen.status < 300 and not plan.is_stand_in(test.host):
        return Verdict(LET_THROUGH, "some-page")  # whatever it is, it is no block page that we know
    return Verdict(UNCLEAR, trouble(seen))


def _judge_round(test: Trial, plan: Plan, tried: Tried, seen: Seen) -> Verdict:
    """Silence closes a way round, for so such ways are closed; its control has shown that the line was alive."""
    if test.purpose == SEARCH:
        return Verdict(SAFE, "safe-name") if seen.whole else Verdict(UNCLEAR, "not-by-name")
    kind = test.address.partition(":")[0]
    if seen.whole:
        return Verdict(WAY_OPEN, "way-answered")
    if kind in (CANARY, OTHER_RESOLVER):
        told = seen.how == ANSWERED and seen.status in ((NXDOMAIN, 0) if kind == CANARY else (NAME_REFUSED,))
        if told:
            return Verdict(CLOSED, "no-such-name" if kind == CANARY else "name-refused")
    elif reason := recognised(test, plan, tried, seen):
        return Verdict(CLOSED, reason)
    if kind in (DOH, QUIC, OTHER_RESOLVER) and seen.at == AT_SITE and seen.how in _SILENCE:
        return Verdict(CLOSED, "way-silent")
    return Verdict(UNCLEAR, trouble(seen))


def trouble(seen: Seen) -> str:
    """Why something seen shows nothing, as a key of ``saying.REASONS``."""
    if seen.how != ANSWERED:
        return ("proxy-" if seen.at == AT_PROXY else "") + seen.how
    if seen.status == _WANTS_PASSWORD:
        return "wants-password"
    if seen.status == _PORTAL or 300 <= seen.status < 400:
        return "sent-elsewhere"
    if seen.status >= 500:
        return "server-error"
    if seen.status in (_FORBIDDEN, _LEGAL):
        return "refused-by-whom"
    if seen.status in (404, 410):
        return "gone"
    return "other-page"
