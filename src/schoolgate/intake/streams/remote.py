"""Files of another computer, by SFTP: what is there, and reading on. The computer is known by its key."""

import asyncio
import fnmatch
import hashlib
import io
import stat
from collections.abc import Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.kernel.later import later

if TYPE_CHECKING:
    import asyncssh
else:
    asyncssh = later("asyncssh")

CONNECT_SECONDS: Final = 20
QUIET_SECONDS: Final = 60  # for one answer, after which the connection is given up
MOST_FILES: Final = 5_000  # of a folder that are looked at
_EDGE: Final = 256
_PIECE: Final = 1 << 20


class RemoteError(SchoolgateError):
    """The other computer cannot be reached, is not who it was, or will not give what is asked for."""


@dataclass(frozen=True, slots=True)
class Where:
    """``host_key`` is the other computer's, as ``key_of`` gives it. Either a password or ``private_key`` is given."""

    host: str
    user: str
    host_key: str
    folder: str = "."
    pattern: str = "*"
    port: int = 22
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that is there. ``changed`` in seconds since 1970, by the other computer's clock."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a file was read: the first ``offset`` bytes, whose edges have the digest ``mark``, when it was ``size``
    long and ``changed`` then.
    """

    size: int
    changed: int
    offset: int
    mark: str

    def as_plain(self) -> list[object]:
        return [self.size, self.changed, self.offset, self.mark]

    @classmethod
    def of_plain(cls, plain: Any) -> "Reached":
        return cls(int(plain[0]), int(plain[1]), int(plain[2]), str(plain[3]))


def key_of(host: str, port: int = 22) -> str:
    """The key that a computer shows, as ``ssh-ed25519 AAAA...``. A person compares its ``fingerprint`` once."""
    try:
        with _Loop() as loop:
            key: asyncssh.SSHKey | None = loop.run(_within(asyncssh.get_server_host_key(host, port), CONNECT_SECONDS))
    except (OSError, TimeoutError, asyncssh.Error) as error:
        raise _unreached(host, port, error) from error
    if key is None:
        raise RemoteError(f"{host}:{port}", "it shows no key.", "Check that it is an SFTP server.")
    return key.export_public_key().decode().strip()


def fingerprint(key: str) -> str:
    """As ``ssh-keygen -l`` shows it: ``SHA256:...``. Raises ``BadInputError`` for what is no key."""
    try:
        return str(asyncssh.import_public_key(key).get_fingerprint())
    except asyncssh.KeyImportError as error:
        raise BadInputError("The other computer’s key", "it is no public key.", "Copy the whole line.") from error


def new_key(comment: str) -> tuple[str, str]:
    """A private key of our own, and the public line that the other computer is given."""
    key = asyncssh.generate_private_key("ssh-ed25519", comment=comment)
    return key.export_private_key().decode(), key.export_public_key().decode().strip()


class Remote:
    """A connection. Each call waits for its answer."""

    def __init__(self, loop: "_Loop", client: "asyncssh.SFTPClient", where: Where) -> None:
        self._loop, self._client, self._where = loop, client, where

    def listed(self) -> list[Listed]:
        """Plain files whose names fit, the oldest first."""
        found: list[Listed] = []
        for entry in self._do(self._client.readdir(self._where.folder), self._where.folder):
            name, seen = str(entry.filename), entry.attrs
            plain = seen.permissions is None or stat.S_ISREG(seen.permissions)
            if plain and not name.startswith(".") and fnmatch.fnmatch(name, self._where.pattern):
                found.append(Listed(name, int(seen.size or 0), int(seen.mtime or 0)))
        if len(found) > MOST_FILES:
            raise RemoteError(
                self._where.folder,
                f"{len(found):,} files are there, and at most {MOST_FILES:,} are looked at.",
                "Move old ones away, or name the wanted ones more narrowly.",
            )
        return sorted(found, key=lambda each: (each.changed, each.name))

    @contextmanager
    def opened(self, name: str) -> Generator[io.BufferedReader]:
        """A file to be read and sought in. Raises ``RemoteError`` now or while it is read."""
        path = f"{self._where.folder.rstrip('/')}/{name}" if self._where.folder != "/" else f"/{name}"
        file = self._do(self._client.open(path, "rb"), name)
        try:
            yield io.BufferedReader(_File(self, file, name), _PIECE)
        finally:
            with suppress(RemoteError):
                self._do(file.close(), name)

    def _do(self, asked: Any, thing: str) -> Any:
        try:
            return self._loop.run(_within(asked, QUIET_SECONDS))
        except (OSError, TimeoutError, asyncssh.Error) as error:
            words = str(getattr(error, "reason", "") or error or "no answer").rstrip(".")
            step = "Look on that computer whether it is there and may be read; it is tried again."
            raise RemoteError(thing, f"{self._where.host} does not give it ({words}).", step) from error


@contextmanager
def connected(where: Where) -> Generator[Remote]:
    """A connection to the computer whose key is known. Raises ``RemoteError``."""
    with _Loop() as loop:
        try:
            trusted: tuple[list[Any], list[Any], list[Any]] = ([asyncssh.import_public_key(where.host_key)], [], [])
            keys = [asyncssh.import_private_key(where.private_key)] if where.private_key else None
            asked = asyncssh.connect(
                where.host,
                where.port,
                username=where.user,
                password=where.password or None,
                client_keys=keys,
                known_hosts=trusted,
                agent_path=None,
                config=None,
                keepalive_interval=15,
            )
            link = loop.run(_within(asked, CONNECT_SECONDS))
        except (OSError, TimeoutError, asyncssh.Error) as error:
            raise _unreached(where.host, where.port, error) from error
        try:
            yield Remote(loop, loop.run(_within(link.start_sftp_client(), CONNECT_SECONDS)), where)
        except (asyncssh.Error, TimeoutError) as error:
            raise _unreached(where.host, where.port, error) from error
        finally:
            link.abort()
            with suppress(OSError, TimeoutError, asyncssh.Error):
                loop.run(_within(link.wait_closed(), 5))


def mark(file: io.BufferedReader, offset: int) -> str:
    """The digest of both edges of the first ``offset`` bytes; "" where the file is shorter. It moves in the file."""
    file.seek(0)
    head = file.read(min(offset, _EDGE))
    file.seek(max(offset - _EDGE, len(head)))
    edges = head + file.read(max(0, offset - max(offset - _EDGE, len(head))))
    whole = len(edges) == min(offset, 2 * _EDGE)
    return hashlib.sha256(b"%d:" % offset + edges).hexdigest()[:32] if whole else ""


def pieces(file: io.BufferedReader, offset: int, most: int) -> Iterator[bytes]:
    """The bytes from ``offset``, at most ``most`` of them."""
    file.seek(offset)
    while most > 0 and (piece := file.read(min(_PIECE, most))):
        most -= len(piece)
        yield piece


class _Loop:
    """A loop of asyncio on a thread of its own, for a caller that may have one running on its thread already."""

    def __init__(self) -> None:
        self._thread, self._runner = ThreadPoolExecutor(1, "sftp"), asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._thread:
            self._thread.submit(self._runner.close).result()

    def run(self, asked: Coroutine[Any, Any, Any]) -> Any:
        return self._thread.submit(self._runner.run, asked).result()


async def _within(asked: Any, seconds: float) -> Any:
    async with asyncio.timeout(seconds):
        return await asked


class _File(io.RawIOBase):
    def __init__(self, remote: Remote, file: Any, name: str) -> None:
        self._remote, self._file, self._name, self._at = remote, file, name, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._remote._do(self._file.read(len(buffer), self._at), self._name)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset += self._at
        elif whence == io.SEEK_END:
            offset += int(self._remote._do(self._file.stat(), self._name).size or 0)
        self._at = max(0, offset)
        return self._at

    def tell(self) -> int:
        return self._at


def _unreached(host: str, port: int, error: BaseException) -> RemoteError:
    thing = f"{host}:{port}"
    if isinstance(error, asyncssh.HostKeyNotVerifiable):
        return RemoteError(
            thing,
            "it shows another key than the one that was agreed.",
            "Ask whoever looks after it whether its key was changed; if so, agree the new one, and if not, leave it.",
        )
    if isinstance(error, asyncssh.PermissionDenied):
        return RemoteError(thing, "it does not let us in.", "Check the name, and the password or key, on both sides.")
    if isinstance(error, asyncssh.KeyImportError):
        return RemoteError(thing, "its key, or ours, is not readable.", "Agree the key again.")
    words = getattr(error, "strerror", "") or str(getattr(error, "reason", "") or error) or "no answer in time"
    return RemoteError(thing, f"it cannot be reached ({words.rstrip('.')}).", "Check that it is on; it is tried again.")
