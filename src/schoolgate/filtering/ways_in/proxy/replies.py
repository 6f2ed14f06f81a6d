"""What the proxy says itself, in the place of a site: the block page, what it refuses, and the file for browsers."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Final, Protocol

from schoolgate.filtering.blocked import rendering
from schoolgate.filtering.blocked.continued import Continued
from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict

REALM: Final = 'Basic realm="Schoolgate filter", charset="UTF-8"'
_PAC: Final = "application/x-ns-proxy-autoconfig"
_PLAIN: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
)


class Decided(Protocol):
    """What a desk answers."""

    @property
    def decision(self) -> Decision: ...
    @property
    def who(self) -> Who: ...
    @property
    def host(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer of ours."""

    status: HTTPStatus
    body: bytes
    fields: tuple[tuple[str, str], ...] = _PLAIN

    def message(self, *, keep: bool, headless: bool = False) -> bytes:
        """As bytes; ``headless`` to HEAD, which is answered with the head only."""
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}"]
        lines += [f"{name}: {value}" for name, value in self.fields]
        lines += [f"Content-Length: {len(self.body)}", f"Connection: {'keep-alive' if keep else 'close'}", "", ""]
        return "\r\n".join(lines).encode("ascii") + (b"" if headless else self.body)


def refused(error: RefusedError) -> Reply:
    """A plain page that says what was wrong with a request, or with the site's answer."""
    more = (("Proxy-Authenticate", REALM),) if error.status is HTTPStatus.PROXY_AUTHENTICATION_REQUIRED else ()
    return Reply(error.status, _page(error.status.phrase, error.words), (*_PLAIN, *more))


def pac(text: str) -> Reply:
    return Reply(HTTPStatus.OK, text.encode("ascii"), (("Content-Type", _PAC), ("Cache-Control", "max-age=300")))


class Pages:
    """The pages in the place of closed sites. ``schoolgate`` is the address of the pages by which a site is asked for;
    without one they say whom to ask by word of mouth."""

    def __init__(self, school: str, schoolgate: str, sealer: Sealer | None, continued: Continued | None) -> None:
        self._school, self._base = school, schoolgate.rstrip("/")
        self._sealer = sealer if schoolgate else None
        self.continued = continued

    def closed(self, decided: Decided, asker: Asker, path: str = "") -> Reply:
        """The block page, with status 403: what is behind it was not fetched."""
        address = self._asking(decided, asker, path) if decided.decision.askable else ""
        shown = path.partition("?")[0]
        page = rendering.page(
            decided.decision, decided.who.level, address, host=decided.host, path=shown, school=self._school
        )
        return Reply(HTTPStatus.FORBIDDEN, page, rendering.HEADERS)

    def warned(self, decided: Decided, asker: Asker, path: str) -> Reply | None:
        """The way to the page that warns; None where it was gone on from today, or where there is no such page."""
        if decided.decision.verdict is not Verdict.WARN or self._sealer is None or self.continued is None:
            return None
        token = self._token(self._sealer, decided, asker, path)
        by = self._sealer.open(token).by
        if self.continued.holds(by, decided.decision.category, time.time()):
            return None
        where = (("Location", f"{self._base}/blocked/{token}/"), ("Cache-Control", "no-store"))
        return Reply(HTTPStatus.FOUND, b"", where)

    def _asking(self, decided: Decided, asker: Asker, path: str) -> str:
        if self._sealer is None:
            return ""
        return f"{self._base}/blocked/{self._token(self._sealer, decided, asker, path)}/"

    @staticmethod
    def _token(sealer: Sealer, decided: Decided, asker: Asker, path: str) -> str:
        return sealer.token(decided.decision, decided.who, decided.host, time.time(), path=path, address=asker.address)


def proxy_file(proxies: Iterable[str], direct: Iterable[str]) -> str:
    """The file by which a browser finds the proxy: ``proxies`` as host:port, ``direct`` are hosts gone to without it.

    There is no way round at the end of it: where the proxy is away nothing opens, and nothing opens unfiltered.
    """
    tests = "".join(f' || host === "{each}"' for each in direct)
    way = "; ".join(f"PROXY {each}" for each in proxies)
    return (
        "function FindProxyForURL(url, host) {\n"
        '  host = host.toLowerCase().replace(/\\.$/, "");\n'
        f'  if (isPlainHostName(host) || host === "127.0.0.1" || host === "[::1]"{tests}) return "DIRECT";\n'
        f'  return "{way}";\n'
        "}\n"
    )


def _page(heading: str, words: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(heading)} - Schoolgate</title>'
        f"</head><body><h1>The web filter could not pass this on</h1><p>{escape(words)}</p></body></html>\n"
    ).encode()
