"""Files fetched from another computer by SFTP: those that are new, and what was added to those that grow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from typing import Any, Final

from schoolgate.activity.transports.contract import Asked, At, Piece, Transport, header_of, number, plain, said
from schoolgate.intake.streams.opening import parts
from schoolgate.intake.streams.remote import Listed, Reached, Remote, Where, connected, fingerprint, mark, pieces
from schoolgate.kernel.errors import BadInputError

_PACKED: Final = (".gz", ".zst", ".zip", ".xz", ".bz2")
_OVER_SECONDS: Final = 900  # untouched for so long, a log has its last line, with an end or without
_HOST: Final = Asked("host", "Which computer", "Its name or address, such as filter.school.example.")
_PORT: Final = Asked("port", "Port", number=True, usual="22")
_USER: Final = Asked("user", "Name to sign in with", "An account there that may only read the logs.")
_KEY: Final = Asked("host_key", "That computer’s key", "The line that begins with ssh-ed25519 or ssh-rsa.")
_FOLDER: Final = Asked("folder", "Folder there", "Where the logs lie.", usual=".")
_PATTERN: Final = Asked("pattern", "Which files", "A * stands for anything, as in access.log*.", usual="*")
_PASSWORD: Final = Asked("password", "Password", "Leave it empty to use a key of ours.", secret=True, optional=True)
_OURS: Final = Asked("private_key", "Our key", secret=True, optional=True)


def _check(given: Mapping[str, str]) -> dict[str, Any]:
    key = said(given, _KEY)
    fingerprint(key)
    password, ours = said(given, _PASSWORD), said(given, _OURS)
    if not password and not ours:
        raise BadInputError("How to sign in", "there is neither a password nor a key.", "Give one of the two.")
    return {
        "host": said(given, _HOST),
        "port": number(given, _PORT, 1, 65535),
        "user": said(given, _USER),
        "host_key": key,
        "folder": said(given, _FOLDER),
        "pattern": said(given, _PATTERN),
        "password": password,
        "private_key": ours,
    }


def where(way: Mapping[str, Any]) -> Where:
    return Where(**way)


def _take(at: At) -> Iterator[Piece]:
    """A packed file is read when two looks found it the same; any other to its last whole line while it grows."""
    was: dict[str, list[int]] = at.position.get("seen", {})
    with connected(where(at.way)) as remote:
        listed = remote.listed()
        seen = {each.name: [each.size, each.changed] for each in listed}
        known = {name: place for name, place in at.position.get("files", {}).items() if name in seen}
        headers = {name: kept for name, kept in at.position.get("headers", {}).items() if name in known}
        look = _Look(remote, known, seen, {name for name in seen if was.get(name) == seen[name]}, at, headers)
        for each in listed:
            yield from look.of_file(each)
    if seen != was:  # so that the next look knows what has not changed
        yield Piece("", iter(()), lambda _consumed, _header: look.position())


@dataclass(slots=True)
class _Look:
    """One look at the other computer: how far each file was read, and what each looked like."""

    remote: Remote
    known: dict[str, list[object]]
    seen: dict[str, list[int]]
    still: set[str]  # files that look as they did the last time
    at: At
    headers: dict[str, str]  # what the feed told of the columns of each

    def position(self) -> dict[str, Any]:
        return {"files": dict(self.known), "seen": self.seen, "headers": dict(self.headers)}

    def of_file(self, each: Listed) -> Iterator[Piece]:
        was = Reached.of_plain(self.known[each.name]) if each.name in self.known else Reached(0, 0, 0, "")
        if (was.size, was.changed, was.offset) == (each.size, each.changed, each.size):
            return
        packed = each.name.lower().endswith(_PACKED)
        if packed and each.name not in self.still:
            return
        with self.remote.opened(each.name) as file:
            yield from self._packed(file, each) if packed else self._growing(file, each, was)

    def _packed(self, file: BufferedReader, each: Listed) -> Iterator[Piece]:
        several = list(parts(file, each.name))
        for at, part in enumerate(several, 1):
            yield Piece(
                part.name,
                part.pieces,
                partial(self._unpacked, each, at == len(several)),
                continues=False,
                trouble=partial(getattr, part, "trouble"),
            )

    def _unpacked(self, each: Listed, last: bool, _consumed: int, _header: bytes) -> dict[str, Any]:
        if last:
            self.known[each.name] = Reached(each.size, each.changed, each.size, "packed").as_plain()
        return self.position()

    def _growing(self, file: BufferedReader, each: Listed, was: Reached) -> Iterator[Piece]:
        begun = was.offset if was.offset and mark(file, was.offset) == was.mark else 0
        over = each.name in self.still and self.at.now - each.changed >= _OVER_SECONDS
        while begun < each.size:
            file.seek(0)
            begins = (header_of(self.headers.get(each.name)) or file.readline(1 << 20)) if begun else b""
            size = min(self.at.most, each.size - begun)
            ended = over and begun + size >= each.size
            moved = partial(self._moved, file, each, begun)
            yield Piece(each.name, pieces(file, begun, size), moved, begins, ended, continues=bool(begun))
            reached = Reached.of_plain(self.known.get(each.name, [0, 0, begun, ""])).offset
            if reached == begun:
                return
            begun = reached

    def _moved(self, file: BufferedReader, each: Listed, begun: int, consumed: int, header: bytes) -> dict[str, Any]:
        offset = begun + consumed
        self.headers.pop(each.name, None)
        if header:
            self.headers[each.name] = plain(header)
        self.known[each.name] = Reached(each.size, each.changed, offset, mark(file, offset)).as_plain()
        return self.position()


TRANSPORT = Transport(
    key="sftp",
    words="Another computer, by SFTP",
    hint="Files are fetched from it as they appear there; nothing there is changed.",
    check=_check,
    take=_take,
    asked=(_HOST, _PORT, _USER, _KEY, _FOLDER, _PATTERN, _PASSWORD, _OURS),
    every=60.0,
    live=False,
)
