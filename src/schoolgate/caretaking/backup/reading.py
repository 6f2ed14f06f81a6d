"""Opening a backup and looking at every byte of it."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from schoolgate.caretaking.backup import locking, manifest
from schoolgate.caretaking.backup.manifest import Manifest
from schoolgate.kernel.errors import BadInputError

_AT_ONCE: Final = 1024 * 1024
# What the zip reader raises over a file that was changed, by where it was.
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, struct.error, KeyError, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup whose manifest was read; ``check`` looks at all the rest."""

    name: str
    zip: zipfile.ZipFile
    manifest: Manifest

    def check(self) -> None:
        """Raises ``BadInputError`` naming the first thing that is not as the manifest says."""
        expected = {manifest.NAME, manifest.FILES}
        for table, kept in self.manifest.tables.items():
            expected.add(f"tables/{table}.jsonl")
            self._same(f"tables/{table}.jsonl", kept.sha256)
        self._same(manifest.FILES, self.manifest.files_sha256)
        for name, size, sha256 in self.files():
            expected.add(name)
            self._same(name, sha256, size)
        if self.manifest.with_keys:
            expected |= {name for name in self.zip.namelist() if name.startswith("keys/")}
        strange = sorted(set(self.zip.namelist()) ^ expected)
        if strange:
            raise self._refused(f"{strange[0]} was put in or taken out after it was made.")

    def files(self) -> Iterator[tuple[str, int, str]]:
        """Each file's name in the zip, its bytes and its SHA-256."""
        for line in self.lines(manifest.FILES):
            name, size, sha256 = json.loads(line)
            yield str(name), int(size), str(sha256)

    def lines(self, member: str) -> Iterator[bytes]:
        with self._member(member) as held:
            yield from held

    def copy(self, member: str, to: Path) -> None:
        """Write a member to a file of its own, made now and readable by its owner only."""
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        to.touch(mode=0o600, exist_ok=False)
        with self._member(member) as held, to.open("wb") as file:
            while piece := held.read(_AT_ONCE):
                file.write(piece)

    def _same(self, member: str, sha256: str, size: int | None = None) -> None:
        digest, length = hashlib.sha256(), 0
        with self._member(member) as held:
            while piece := held.read(_AT_ONCE):
                digest.update(piece)
                length += len(piece)
        if digest.hexdigest() != sha256 or size not in (None, length):
            raise self._refused(f"{member} was changed after it was made.")

    @contextmanager
    def _member(self, member: str) -> Iterator[io.BufferedIOBase]:
        try:
            with self.zip.open(member) as held:
                yield cast("io.BufferedIOBase", held)
        except _DAMAGE:
            raise self._refused(f"{member} is missing or damaged.") from None

    def _refused(self, cause: str) -> BadInputError:
        return BadInputError(self.name, cause, "Use another backup.")


@contextmanager
def opened(path: Path, passphrase: str | None) -> Iterator[Opened]:
    """Open a backup, locked or not. Raises ``BadInputError`` for what is none, or not whole, or needs a passphrase."""
    if not path.is_file():
        raise BadInputError(str(path), "there is no such file.", "Name the backup itself.")
    locked = locking.is_locked(path)
    if locked and not passphrase:
        raise BadInputError(str(path), "it is locked to a passphrase.", "Give it with --passphrase-file.")
    with path.open("rb") as file:
        held: io.BufferedIOBase = file
        if locked:
            held = io.BufferedReader(locking.LockedReader(file, passphrase or ""), 64 * 1024)
        try:
            with zipfile.ZipFile(cast("io.BytesIO", held)) as zipped:
                text = zipped.read(manifest.NAME)
                yield Opened(str(path), zipped, manifest.read(text, str(path)))
        except _DAMAGE:
            raise BadInputError(
                str(path), "it is no backup, or it is cut off or damaged.", "Use another backup."
            ) from None
