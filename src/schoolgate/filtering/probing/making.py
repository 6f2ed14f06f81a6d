"""Making a plan: what must be blocked and what must be open follows from a level, so nobody has to write it down."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from schoolgate.filtering.probing import known, stand_in
from schoolgate.filtering.probing.plans import (
    BARE,
    BLOCK,
    CANARY,
    CONTROL,
    DOH,
    FAIR,
    QUIC,
    ROUND,
    SEARCH,
    STAND_IN,
    Trial,
)
from schoolgate.gates.web.categories import CATALOGUE, LOCKED_MASK, categories_in, mask_of
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.safe_search import Rewriting, rewrites
from schoolgate.gates.web.ways import BARE_ADDRESSES, CANARY_NAMES
from schoolgate.gates.web.ways import QUIC as QUIC_WAY
from schoolgate.kernel.errors import BadInputError

STAND_INS, PUBLISHED, FAIRNESS, ROUNDS, SEARCHES = (
    "stand-ins",
    "published",
    "over-blocking",
    "ways-round",
    "safe-search",
)
SETS: Final = {
    STAND_INS: "Stand-in pages of every category, with nothing on them",
    PUBLISHED: "The test pages that SWGfL publishes, those on the illegal lists among them",
    FAIRNESS: "Pages that should be open: health, faith, LGBT+ life, support lines and the like",
    ROUNDS: "Ways round the filter",
    SEARCHES: "Safe search and YouTube’s restricted mode",
}
# Nothing of these is ever asked for, to see whether it is there.
HARMFUL: Final = LOCKED_MASK | mask_of(
    (
        *("adult", "mixed-adult", "lingerie", "dating", "violence", "hatred", "extremism", "self-harm", "weapons"),
        *("drugs", "gambling", "piracy", "malware", "phishing", "cryptomining", "hacking", "stalkerware", "cults"),
    )
)
_ENGINES: Final = ("www.google.com", "www.bing.com", "duckduckgo.com")
_VIDEOS: Final = "www.youtube.com"
_KEY: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Own:
    """A page of the school's own choice: ``blocked``, or open."""

    address: str
    blocked: bool


def trials(
    level: Level,
    sets: Iterable[str],
    *,
    zone: str,
    at: str = "",
    encrypted: bool = False,
    own: Iterable[Own] = (),
) -> tuple[Trial, ...]:
    """Everything to be tried at a level. ``at`` is where the stand-ins are, ``encrypted`` that they answer over TLS."""
    wanted, found = set(sets), list[Trial]()
    if STAND_INS in wanted:
        for scheme in ("http", "https") if encrypted else ("http",):
            found += _stand_ins(level, zone, scheme)
    if PUBLISHED in wanted:
        found += [each.trial for each in known.PUBLISHED]
    if FAIRNESS in wanted and not level.garden:
        found += [each.trial for each in known.HELPFUL]
    if ROUNDS in wanted:
        found += _rounds(level, at if STAND_INS in wanted else "")
    if SEARCHES in wanted:
        found += _searches(level)
    found += [_own(one) for one in own]
    needed = {one.control for one in found}
    return (*(each.trial for each in known.CONTROLS if each.trial.key in needed), *found)


def harmless(address: str, categories: Callable[[str], int] | None) -> None:
    """Raise ``BadInputError`` unless the school's own lists say that nothing at this address is harmful.

    ``categories`` gives the mask of a host; ``None`` where the school has no lists, and then nobody can say.
    """
    place = urlsplit(address)
    host = place.hostname or ""
    if place.scheme not in ("http", "https") or "." not in host:
        raise BadInputError(address, "it is no address of a page.", "Write it like https://games.example/.")
    if categories is None:
        cause = "whether it is harmless cannot be looked up, for there are no lists of sites here yet."
        raise BadInputError(host, cause, "Load lists first, or test with the stand-in pages.")
    bad = categories_in(categories(host) & HARMFUL)
    if bad:
        cause = f"it is on the list of {bad[0].words}, and nothing there is ever asked for."
        raise BadInputError(host, cause, "Test that category with its stand-in page.")


def _stand_ins(level: Level, zone: str, scheme: str) -> Iterator[Trial]:
    def page(category: str, purpose: str, control: str = "") -> Trial:
        address = f"{scheme}://{stand_in.host_of(category, zone)}/"
        return Trial(f"stand-in-{category}-{scheme}", purpose, address, category, control, STAND_IN)

    control = page(stand_in.CONTROL, CONTROL)
    yield control
    for each in CATALOGUE:
        if each.locked or each.key == stand_in.CONTROL or each.key in level.hold | level.warn:
            continue
        closed = each.key in level.block or bool(level.garden and each.key not in level.garden)
        yield page(each.key, BLOCK if closed else FAIR, control.key)


def _rounds(level: Level, at: str) -> Iterator[Trial]:
    for kind, what in known.ROUNDS:
        if kind == CANARY and CANARY_NAMES.key not in level.closed_ways:
            continue
        if (kind == QUIC and QUIC_WAY.key not in level.closed_ways) or (
            kind == DOH and "encrypted-dns" not in level.block
        ):
            continue
        yield Trial(f"round-{kind}-{_as_key(what)}", ROUND, f"{kind}:{what}", kind, known.OUTSIDE_HTTPS)
    if at and BARE_ADDRESSES.key in level.closed_ways:
        control = f"stand-in-{stand_in.CONTROL}-http"
        yield Trial("round-bare", ROUND, f"{BARE}:http://{at}/", BARE, control, STAND_IN)


def _searches(level: Level) -> Iterator[Trial]:
    for host in (*_ENGINES, _VIDEOS):
        for each in rewrites(host, safe_search=level.safe_search, youtube=level.youtube):
            if each.kind is Rewriting.CNAME:
                key = f"search-{_as_key(host)}"
                yield Trial(key, SEARCH, f"search:{host}={each.value}", "search", known.OUTSIDE_HTTPS)


def _own(one: Own) -> Trial:
    secure = urlsplit(one.address).scheme == "https"
    control = known.OUTSIDE_HTTPS if secure else known.OUTSIDE_HTTP
    purpose = BLOCK if one.blocked else FAIR
    return Trial(f"own-{_as_key(one.address)}"[:60], purpose, one.address, "own", control, harmless=True)


def _as_key(words: str) -> str:
    return _KEY.sub("-", words.lower()).strip("-")
