"""What was found, in sentences: the same on the page and where the file runs."""

from __future__ import annotations

from schoolgate.filtering.probing.judging import (
    BLOCKED,
    CLOSED,
    LET_THROUGH,
    OPEN,
    SAFE,
    UNCLEAR,
    WAY_OPEN,
    WRONGLY_BLOCKED,
    Verdict,
)
from schoolgate.filtering.probing.plans import DIRECT, PAC, PROXY, Way

VERDICTS = {
    BLOCKED: "Blocked, as it should be",
    OPEN: "Open, as it should be",
    CLOSED: "Closed, as it should be",
    SAFE: "Safe search is on",
    LET_THROUGH: "Let through: it should be blocked",
    WRONGLY_BLOCKED: "Blocked: it should be open",
    WAY_OPEN: "A way round the filter is open",
    UNCLEAR: "Could not tell",
}
_TROUBLES = {
    "no-name": "its name could not be found",
    "timed-out": "nothing came in time",
    "cut-off": "the connection was cut off",
    "refused": "the connection was refused",
    "no-route": "there was no way to it",
    "tls": "no encrypted connection could be made",
    "garbled": "what came could not be read",
    "proxy-no-name": "the proxy’s name could not be found",
    "proxy-timed-out": "the proxy did not answer in time",
    "proxy-cut-off": "the proxy cut the connection off",
    "proxy-refused": "there is no proxy where it should be",
    "proxy-no-route": "there was no way to the proxy",
    "proxy-tls": "no encrypted connection to the proxy could be made",
    "proxy-garbled": "what the proxy answered could not be read",
    "wants-password": "the proxy wants to know who asks, in a way this test cannot say",
    "sent-elsewhere": "we were sent to another address, as a sign-in page for the network does",
    "server-error": "the proxy or the site said that it had failed",
    "refused-by-whom": "the answer was no, and it may have been the site’s own",
    "gone": "the page is no longer there",
    "other-page": "another page came, and it is no block page that we know",
    "page-unknown": "the plan does not say what the real page is",
}
REASONS = {
    **_TROUBLES,
    **{"control-" + key: "The page that must come through did not: %s" % words for key, words in _TROUBLES.items()},
    "whole": "the page came, to the letter",
    "came": "the page came",
    "some-page": "a page came that is no block page we know; if it was, name its words in the plan",
    "name-given": "the name server gave its address",
    "block-page": "a block page came in its place",
    "block-host": "we were sent to a block page",
    "block-address": "its name led to the block page’s address",
    "nowhere": "its name led to no address at all",
    "no-such-name": "the name server said that there is no such name",
    "name-refused": "the name server refused to answer",
    "other-address": "its name led to another address than every other test page has",
    "no-control": "the plan has no page beside it that must come through",
    "died": "the page that must come through did at first, and no longer did at the end",
    "not-tried": "it was not tried",
    "never-tried": "nobody has looked up whether it is harmless, so it is never asked for",
    "way-answered": "it answered",
    "way-silent": "nothing answered there, while pages came",
    "safe-name": "the search engine’s name leads to its safe one",
    "not-by-name": "its name leads to the ordinary one; it may be made safe another way, which this test does not see",
    "pac-direct": "it was blocked by the proxies, but the set-up file also names going past them, where it opened",
    "pac-unread": "the set-up file for proxies names a kind of proxy that this test cannot use",
    "no-pac": "the set-up file for proxies could not be fetched",
}
# The same happening said of a block: it is what the filter did.
_DONE = {
    "refused": "the answer was that it is forbidden",
    "cut-off": "the connection was cut off, while pages beside it came",
}


def because(verdict: Verdict) -> str:
    """Why, as words that follow a colon."""
    if verdict.verdict != UNCLEAR and verdict.reason in _DONE:
        return _DONE[verdict.reason]
    return REASONS.get(verdict.reason, verdict.reason)


def sentence(verdict: Verdict) -> str:
    """One sentence: ``Could not tell: there is no proxy where it should be.``"""
    why = because(verdict)
    return "%s: %s." % (VERDICTS[verdict.verdict], why[0].lower() + why[1:])


def way_in_words(way: Way) -> str:
    """How pages were asked for; never with a password."""
    if way.kind == DIRECT:
        return "directly"
    kind = {PROXY: "through the proxy", PAC: "as the set-up file says"}.get(way.kind, "asking the name server")
    return "%s %s" % (kind, without_password(way.through))


def without_password(address: str) -> str:
    head, at, host = address.rpartition("@")
    return head.partition("://")[0] + "://" + host if at else address
