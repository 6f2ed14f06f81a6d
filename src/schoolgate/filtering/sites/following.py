"""Going where an address leads, and asking the filter at each hop before it is opened."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import quote, urljoin

from schoolgate.filtering.sites.fetching import Fetching, NotFetchedError, Reply
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.verdicts import Verdict

type Judge = Callable[[str], Decision]
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TITLE: Final = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_META: Final = re.compile(rb"<meta\s[^>]*>", re.IGNORECASE)
_REFRESH: Final = re.compile(r"""^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'>\s]+)""", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_LONGEST_TITLE: Final = 200
_HEAD: Final = 64 * 1024
_SOON: Final = 30  # seconds within which a page that sends on by itself counts as a redirect


@dataclass(frozen=True, slots=True)
class Led:
    """Where an address led. ``hops`` are the addresses in order, the first as it was given; ``decision`` is that on the
    first that the filter closes, else on the last; ``closed`` are the hosts on the way that it closes. ``trouble`` is a
    sentence where it was not got. ``owner`` is as of ``fetching``."""

    hops: tuple[str, ...]
    decision: Decision
    host: str = ""
    title: str = ""
    owner: str = ""
    status: int = 0
    trouble: str = ""
    closed: tuple[str, ...] = ()


def is_closed(decision: Decision) -> bool:
    return decision.verdict in (Verdict.BLOCK, Verdict.HOLD)


def follow(address: str, judge: Judge, fetching: Fetching | None = None, looker: Judge | None = None) -> Led:
    """Follow an address as it was pasted, as far as the filter allows. Never raises.

    ``looker`` judges for the adult who checks: what is closed for the class, can be asked for, and is open for them is
    looked at too, so that they see what it is. Left out, nothing closed is.
    """
    going = fetching or Fetching()
    hops: list[str] = []
    closed: list[str] = []
    shut: Decision | None = None
    try:
        here = _first(address)
    except UnreadableError:
        return Led((address,), judge(address), trouble="Its address cannot be read.")
    while True:
        hops.append(here)
        decision, host = judge(here), one_address(here).host
        if is_closed(decision):
            closed.append(host)
            if not (looker and decision.askable and not is_closed(looker(here))):
                return Led(tuple(hops), decision, host, closed=tuple(closed))
            shut = shut or decision
        try:
            reply = going.get(here)
        except NotFetchedError as error:
            return Led(tuple(hops), shut or decision, host, trouble=error.why, closed=tuple(closed))
        onwards = _onwards(here, reply)
        if onwards is None:
            found = (_title(reply), reply.owner, reply.status, _trouble(reply), tuple(closed))
            return Led(tuple(hops), shut or decision, host, *found)
        if len(hops) > going.limits.hops or onwards in hops:
            lost = "It sends on again and again, and leads nowhere."
            return Led(tuple(hops), shut or decision, host, trouble=lost, closed=tuple(closed))
        here = onwards


def _first(address: str) -> str:
    """The address as a browser would open it: by https, unless it says http."""
    text = address.strip()
    read = one_address(text)
    if re.match(r"https?:", text, re.IGNORECASE):
        return text.replace(" ", "%20")
    host = f"[{read.host}]" if ":" in read.host else read.host
    return f"https://{host}{read.path or '/'}"


def _onwards(here: str, reply: Reply) -> str | None:
    said = reply.headers.get("location", "") if reply.status in _REDIRECTS else _refreshed(reply)
    if not said:
        return None
    onwards = urljoin(here, quote(said.strip(), safe="/:?#[]@!$&'()*+,;=%~"))
    try:
        one_address(onwards)
    except UnreadableError:
        return None
    return onwards


def _refreshed(reply: Reply) -> str:
    """A page that sends the browser on by itself, within half a minute."""
    for found in _META.findall(reply.body[:_HEAD]):
        text = found.decode("utf-8", "replace")
        if re.search(r"http-equiv\s*=\s*[\"']?refresh", text, re.IGNORECASE):
            content = re.search(r"content\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", text, re.IGNORECASE)
            sent = _REFRESH.match(unescape(content[1].strip("\"'"))) if content else None
            if sent and int(sent[1]) <= _SOON:
                return sent[2]
    return ""


def _title(reply: Reply) -> str:
    found = _TITLE.search(reply.body[:_HEAD])
    if found is None:
        return ""
    named = _CHARSET.search(reply.headers.get("content-type", "")) or _CHARSET.search(
        reply.body[:1024].decode("ascii", "replace")
    )
    try:
        codec = codecs.lookup(named[1]).name if named else "utf-8"
    except LookupError:
        codec = "utf-8"
    text = unescape(found[1].decode(codec, "replace"))
    tidy = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return tidy[:_LONGEST_TITLE]


def _trouble(reply: Reply) -> str:
    return f"It answered that something is wrong ({reply.status})." if reply.status >= 400 else ""
