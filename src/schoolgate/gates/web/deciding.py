"""``decide``: may this site be opened now? First match wins, in the order that docs/explanation/web-gate.md gives.

1. an address that cannot be read, or rules that cannot decide: closed
2. a locked category: closed, for everyone
3. nobody known, where that is what was agreed; the internet paused; a site closed at once
4. ways round in how it is asked: a browser's canary, another name server, hidden settings, QUIC
5. an exception: open
6. hours in which everything is closed
7. a category that is closed
8. ways round in how the site is named: by its number, by letters of two alphabets
9. the walled garden: closed unless in it
10. a category that is held, or open with a warning
11. open
"""

from typing import Final, NamedTuple

from schoolgate.gates.web import closing, sentences, ways
from schoolgate.gates.web.categories import BY_BIT, LOCKED_MASK, Category, mask_of
from schoolgate.gates.web.exceptions import SiteException
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.lists import Categories, mask_of_page, parents, site_of
from schoolgate.gates.web.phases import Entry, Phase, phase_of, profile_of
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.safe_search import SAFER, rewrites
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.verdicts import Verdict

_TELLING: Final = frozenset({Asked.DNS, Asked.QUIC})
_NAMED: Final = ways.CANARIES | SAFER
CANNOT_DECIDE: Final = Decision(Verdict.BLOCK, "cannot-decide", sentences.CANNOT_DECIDE, otherwise=sentences.MEND)


def decide(request: Request, rules: Rules, categories: Categories) -> Decision:
    """May this site be opened now? Never raises: what it cannot decide is blocked, and says so."""
    try:
        host = one_host(request.host)
        phase = phase_of(rules, profile_of(rules, request.who), int(request.at))
        mask = mask_of_page(categories, host, request.path)
        return answer(phase, mask, host, request.asked, request.record, request.path.partition("?")[0])
    except UnreadableError as error:
        return closing.unreadable(error, rules.epoch)
    except Exception:  # whatever is wrong, the gate stays shut
        return CANNOT_DECIDE


class Known(NamedTuple):
    """What lists and its name say of a host, whoever asks and whenever. ``host`` in its one spelling."""

    host: str
    mask: int
    site: str  # ``lists.site_of``
    telling: bool  # whether the name by itself may matter, and not its categories alone
    paged: bool  # whether pages of it are listed by themselves


_made: Final = tuple.__new__  # a third of the time that the class takes itself


def known(host: str, mask: int, paged: bool = False) -> Known:
    """Made for every new host. To be quick, a name is called telling too often rather than too seldom."""
    telling = (
        host in _NAMED
        or host[-1].isdecimal()
        or ":" in host
        or "xn--" in host
        or "google." in host
        or host.endswith("arpa")
    )
    return _made(Known, (host, mask, site_of(host), telling, paged))


def answer(phase: Phase, mask: int, host: str, asked: Asked, record: int, path: str) -> Decision:
    """The decision on a host in its one spelling, whose lists say ``mask``, in a phase."""
    return answered(phase, known(host, mask), mask, asked, record, path)


def answered(phase: Phase, about_host: Known, mask: int, asked: Asked, record: int, path: str) -> Decision:
    """The decision on a host in a phase, where the lists say ``mask`` of the host or of the page that is asked for.

    Of almost every host nothing but its categories matters, and of those only the ones a level minds; then the decision
    is the one made before for the same categories. (The desk looks into ``by_mask`` itself, under the same conditions.)
    """
    host, site = about_host.host, about_host.site
    if about_host.telling or asked in _TELLING:
        return reckoned(phase, about(phase, host), mask, host, asked, record, path)
    if (site in phase.named or not phase.named_fully) and (entries := about(phase, host)):
        return reckoned(phase, entries, mask, host, asked, record, path)
    minded = mask & phase.minded
    found = phase.by_mask.get(minded)
    if found is None:
        found = phase.by_mask[minded] = reckoned(phase, [], mask, host, asked, record, path)
    return found


def reckoned(
    phase: Phase, entries: list[Entry], mask: int, host: str, asked: Asked, record: int, path: str
) -> Decision:
    """The decision step by step, with all that the rules say of the host by name."""
    for entry in entries:
        mask |= entry.mask
    if mask & LOCKED_MASK:
        return closing.locked(phase, _gravest(mask & LOCKED_MASK))
    level = phase.level
    if level is None:
        return closing.nobody(phase)
    shut = _shut_for_all(phase, level, entries, path) or _way_of_asking(phase, level, host, asked, record)
    if shut is not None:
        return shut
    exception, spared = _excepted(entries, path) if entries else (None, 0)
    if exception is not None and not spared:
        return _through(phase, level, host, exception)
    mask &= ~spared
    return (
        _closed(phase, level, host, mask) or _half_open(phase, level, mask) or _through(phase, level, host, exception)
    )


def about(phase: Phase, host: str) -> list[Entry]:
    """What the rules say by name of a host and of all it lies under, the nearest first."""
    entries = phase.entries
    return [entries[name] for name in parents(host) if name in entries]


def _shut_for_all(phase: Phase, level: Level, entries: list[Entry], path: str) -> Decision | None:
    if phase.pause is not None:
        return closing.paused(phase, level, phase.pause)
    for entry in entries:
        for closure in entry.closures:
            if closure.site.holds_path(path):
                return closing.at_once(phase, level, closure)
    return None


def _way_of_asking(phase: Phase, level: Level, host: str, asked: Asked, record: int) -> Decision | None:
    if ways.is_canary(host):
        return closing.way(phase, level, ways.CANARY_NAMES)
    if ways.asks_for_resolver(host):
        return closing.way(phase, level, ways.RESOLVER_DISCOVERY)
    if asked is Asked.DNS and ways.hides_its_site(record):
        return closing.way(phase, level, ways.HTTPS_RECORDS)
    if asked is Asked.QUIC:
        return closing.way(phase, level, ways.QUIC)
    return None


def _excepted(entries: list[Entry], path: str) -> tuple[SiteException | None, int]:
    """The exception that opens the site, and the categories it opens it in spite of: 0 for all there are."""
    partly: SiteException | None = None
    spared = 0
    for entry in entries:
        for exception in entry.exceptions:
            if exception.site.holds_path(path):
                if not exception.categories:
                    return exception, 0
                partly = partly or exception
                spared |= mask_of(exception.categories)
    return partly, spared


def _closed(phase: Phase, level: Level, host: str, mask: int) -> Decision | None:
    if phase.shut is not None:
        return closing.in_hours(phase, level, phase.shut)
    if blocked := mask & phase.block:
        return closing.listed(phase, level, _gravest(blocked), Verdict.BLOCK)
    if ways.is_bare_address(host) and (found := closing.way(phase, level, ways.BARE_ADDRESSES)):
        return found
    if ways.is_look_alike(host) and (found := closing.way(phase, level, ways.LOOK_ALIKES)):
        return found
    if phase.garden and not mask & phase.garden:
        return closing.outside_garden(phase, level)
    return None


def _half_open(phase: Phase, level: Level, mask: int) -> Decision | None:
    if held := mask & phase.hold:
        return closing.listed(phase, level, _gravest(held), Verdict.HOLD)
    if warned := mask & phase.warn:
        return closing.listed(phase, level, _gravest(warned), Verdict.WARN)
    return None


def _through(phase: Phase, level: Level, host: str, exception: SiteException | None) -> Decision:
    safe = rewrites(host, safe_search=level.safe_search, youtube=level.youtube)
    return closing.opened(phase, level, exception, safe)


def _gravest(mask: int) -> Category:
    return BY_BIT[(mask & -mask).bit_length() - 1]
