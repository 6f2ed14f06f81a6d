"""One list fetched to a file: redirects followed, sizes counted, and what was published about it compared."""

import hashlib
import hmac
import http.client
import os
import re
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from schoolgate.filtering.lists.fetching.connecting import Answered, Deadline, Trusted, asked, checked
from schoolgate.kernel.errors import BadInputError

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_NOT_CHANGED: Final = 304
_PIECE: Final = 1 << 16
_MOST_CHECKSUM: Final = 1_000_000
_HEX: Final = re.compile(
    r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{128})(?![0-9A-Fa-f])"
)
_KINDS: Final = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
_STAYS: Final = "The copy in service stays. It is tried again by itself."


@dataclass(frozen=True)
class Limits:
    """Bytes as they come, seconds in all and between two parts, and how often an address may lead to another."""

    most_bytes: int = 250_000_000
    seconds: float = 900
    wait: float = 30
    redirects: int = 5


@dataclass(frozen=True)
class Wanted:
    """``etag`` and ``modified`` are of the copy that is kept: what has not changed since is not fetched again.

    ``checksum``: the address at which a checksum is published; ``digest``: one that the school was given (hexadecimal).
    """

    address: str
    etag: str = ""
    modified: str = ""
    checksum: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Fetched:
    """A file as it came. ``sha256`` of it, in hexadecimal; ``day``: when its maker changed it last, if that is said."""

    path: Path
    sha256: str
    size: int
    etag: str
    modified: str
    day: datetime | None


@dataclass
class _Sums:
    """Every kind of checksum that may be published, reckoned as the file comes."""

    kinds: dict[str, "hashlib._Hash"] = field(
        default_factory=lambda: {name: hashlib.new(name, usedforsecurity=False) for name in _KINDS.values()}
    )

    def update(self, piece: bytes) -> None:
        for each in self.kinds.values():
            each.update(piece)

    def matches(self, said: str) -> bool:
        found = self.kinds[_KINDS[len(said)]].hexdigest()
        return hmac.compare_digest(found, said.lower())


def fetched(wanted: Wanted, into: Path, limits: Limits, trusted: Trusted) -> Fetched | None:
    """Fetch a list to the file ``into``; ``None`` where it has not changed.

    Raises ``BadInputError`` with the reason for anything else. Then the file is gone.
    """
    host = urlsplit(checked(wanted.address, trusted)).hostname or "The address"
    deadline = Deadline(limits.seconds)
    since = {"If-None-Match": wanted.etag} if wanted.etag else {}
    since |= {"If-Modified-Since": wanted.modified} if wanted.modified else {}
    try:
        answered = _followed(wanted.address, since, limits, trusted, deadline)
        try:
            if answered.response.status == _NOT_CHANGED and since:
                return None
            sums, size = _kept(answered, into, limits)
        finally:
            answered.close()
        _compared(wanted, sums, limits, trusted, deadline)
    except BadInputError:
        into.unlink(missing_ok=True)
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        into.unlink(missing_ok=True)
        late = f"it took over {limits.seconds:,.0f} seconds" if deadline.is_over else ""
        raise BadInputError(host, f"{late or _words(error)}.", _STAYS) from error
    headers = answered.response.headers
    day = _day(headers.get("Last-Modified", ""))
    if day is not None:
        os.utime(into, (day.timestamp(), day.timestamp()))
    return Fetched(
        into,
        sums.kinds["sha256"].hexdigest(),
        size,
        headers.get("ETag", "")[:300],
        headers.get("Last-Modified", "")[:60],
        day,
    )


def _followed(address: str, headers: dict[str, str], limits: Limits, trusted: Trusted, deadline: Deadline) -> Answered:
    for _ in range(limits.redirects + 1):
        answered = asked(address, headers, trusted, deadline, limits.wait)
        status = answered.response.status
        if status in _MOVED and (to := answered.response.headers.get("Location")):
            answered.close()
            address = urljoin(address, to)
            continue
        if status not in (200, _NOT_CHANGED):
            answered.close()
            raise ValueError(f"it answered {status} {answered.response.reason[:60]}")
        return answered
    raise ValueError(f"it led on to another address over {limits.redirects} times")


def _kept(answered: Answered, into: Path, limits: Limits) -> tuple[_Sums, int]:
    response = answered.response
    if (packed := response.headers.get("Content-Encoding", "identity").lower()) != "identity":
        raise ValueError(f"it came packed by {packed[:20]}, which was not asked for")
    if response.length is not None and response.length > limits.most_bytes:
        raise ValueError(f"it is {response.length:,} bytes, and {limits.most_bytes:,} are the most")
    sums, size, promised = _Sums(), 0, response.length
    with into.open("wb") as file:
        while piece := answered.read(_PIECE):
            size += len(piece)
            if size > limits.most_bytes:
                raise ValueError(f"it is over {limits.most_bytes:,} bytes, the most that is taken")
            sums.update(piece)
            file.write(piece)
    if promised is not None and size != promised:
        raise ValueError(f"it was cut short: {size:,} bytes of {promised:,} came")
    if not size:
        raise ValueError("nothing came")
    return sums, size


def _compared(wanted: Wanted, sums: _Sums, limits: Limits, trusted: Trusted, deadline: Deadline) -> None:
    if wanted.digest and not sums.matches(wanted.digest):
        raise ValueError("it is not the file whose checksum was given")
    if not wanted.checksum:
        return
    answered = _followed(wanted.checksum, {}, limits, trusted, deadline)
    try:
        said = b""
        while len(said) <= _MOST_CHECKSUM and (piece := answered.read(_PIECE)):
            said += piece
    finally:
        answered.close()
    found = published(said[:_MOST_CHECKSUM].decode(errors="replace"), Path(urlsplit(wanted.address).path).name)
    if found is None:
        raise ValueError("there is no checksum of it where one should be published")
    if not sums.matches(found):
        raise ValueError("its checksum is not the one that is published: it was changed or cut short on its way")


def published(text: str, name: str) -> str | None:
    """The checksum of the file ``name`` in what is published: the row that names it, or the only one there is.

    Rows are those of ``sha256sum`` and ``md5sum``, BSD's ``MD5 (name) = ...``, or the sum alone.
    """
    rows: list[tuple[str, str]] = [(line, found[0]) for line in text.splitlines() if (found := _HEX.findall(line))]
    named = [said for line, said in rows if re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", line)] if name else []
    if named:
        return max(named, key=len)
    return rows[0][1] if len(rows) == 1 and len(rows[0][0].split()) == 1 else None


def _day(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return min(found, datetime.now(UTC))


def _words(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({error.verify_message})"
    if isinstance(error, http.client.IncompleteRead):
        return "it was cut short on its way"
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    return str(error).rstrip(".")[:200] or type(error).__name__
