"""Taking a backup while the site runs: all of one moment, in one file that is there whole or not at all."""

import fcntl
import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

import schoolgate
from schoolgate.caretaking.backup import locking, manifest, reading, tables
from schoolgate.caretaking.backup.manifest import Kept, Manifest
from schoolgate.frame import keyring
from schoolgate.kernel.errors import BadInputError, SchoolgateError

ENDING: Final = ".schoolgate-backup"
_PART: Final = ".part"
# Of the data folder: kept as rows, kept apart, or of no use to anybody later.
_NOT_TAKEN: Final = ("schoolgate.sqlite3", "keys", "files", "mail", "backups", "restoring")
# Of a school's filter, in ``filter/<school>``: written anew from records and lists, or soon to go (landed decisions).
_WRITTEN_ANEW: Final = ("lists.store", "rules.json", "whereabouts.jsonl", "landing", ".publishing")
_AT_ONCE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """``keys_to`` is a folder for a copy of the keys, apart. ``with_keys`` puts them in the backup itself, which then
    must have a ``passphrase``. ``keep`` is how many backups stay in the folder, this one among them."""

    to: Path
    passphrase: str | None = None
    keys_to: Path | None = None
    with_keys: bool = False
    keep: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """``removed`` are the names of older backups that went; ``keys`` the folder their copy was put in."""

    path: Path
    bytes: int
    sha256: str
    manifest: Manifest
    removed: tuple[str, ...]
    keys: Path | None


def take(wanted: Wanted, now: datetime) -> Taken:
    """Take a backup, look at every byte of it again, and only then give it its name.

    Raises ``SchoolgateError`` when the folder cannot be used, another backup is being taken there, or the disk is full;
    then nothing is left behind.
    """
    _refuse_unsafe(wanted)
    name = f"schoolgate-{now:%Y-%m-%dT%H%M%SZ}"
    part, path = wanted.to / f"{name}{_PART}", wanted.to / f"{name}{ENDING}"
    with _alone(wanted.to):
        for left in wanted.to.glob(f"schoolgate-*{_PART}"):
            left.unlink()  # of one that was killed: whoever holds the folder knows that nobody is writing it
        try:
            made = _write(part, wanted, now)
            with reading.opened(part, wanted.passphrase) as held:
                held.check()
            keys = _copy_keys(wanted.keys_to / name) if wanted.keys_to else None
            sha256 = _sha256(part)
            part.replace(path)
            _onto_the_disk(wanted.to)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise SchoolgateError(
                str(path), f"the backup could not be written: {why}.", "Make room there, or name another folder."
            ) from error
        finally:
            part.unlink(missing_ok=True)
        removed = _remove_old(wanted, path)
    return Taken(path, path.stat().st_size, sha256, made, removed, keys)


def all_in(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(folder.glob(f"schoolgate-*{ENDING}")) if folder.is_dir() else []


def _refuse_unsafe(wanted: Wanted) -> None:
    if wanted.with_keys and not wanted.passphrase:
        raise BadInputError(
            "the keys", "they would lie open beside the words they unlock.", "Give a passphrase, or use --keys-to."
        )
    if wanted.keys_to is not None and wanted.keys_to.resolve().is_relative_to(wanted.to.resolve()):
        raise BadInputError(
            str(wanted.keys_to), "that is where the backups go, too.", "Keep the keys in another place, best elsewhere."
        )
    try:
        wanted.to.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(str(wanted.to), f"{error.strerror}.", "Name a folder that can be written.") from None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise SchoolgateError(str(folder), "a backup is being taken there now.", "Wait until it is done.") from None
    finally:
        os.close(handle)


def _write(part: Path, wanted: Wanted, now: datetime) -> Manifest:
    part.touch(mode=0o600)
    with part.open("wb") as file, ExitStack() as stack:
        held: BinaryIO | io.RawIOBase = file
        if wanted.passphrase:
            held = stack.enter_context(locking.LockingWriter(file, wanted.passphrase))
        with zipfile.ZipFile(cast("IO[bytes]", held), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
            made = _fill(zipped, wanted, now)
        stack.close()
        file.flush()
        os.fsync(file.fileno())
    return made


def _fill(zipped: zipfile.ZipFile, wanted: Wanted, now: datetime) -> Manifest:
    executor = MigrationExecutor(connection)
    nodes = tables.applied(executor)
    kept: dict[str, Kept] = {}
    with tables.snapshot() as own:
        known = tables.of(executor, nodes)
        for table in known:
            kept[table.name] = _put_lines(zipped, f"tables/{table.name}.jsonl", table, own)
        heads = _heads(own)
        names = sorted({name for table in known for name in tables.file_names(own, table)})
        keys = {key for table in known for key in tables.key_ids(own, table)}
    files, lost = _put_files(zipped, names, keys)
    if wanted.with_keys:
        for key in sorted(Path(settings.SCHOOLGATE_KEYS).iterdir()):
            zipped.writestr(f"keys/{key.name}", key.read_bytes())
    ring = keyring.load(settings.SCHOOLGATE_KEYS)
    made = Manifest(
        made_at=now.isoformat(),
        version=schoolgate.__version__,
        database=connection.vendor,
        migrations=tuple(nodes),
        tables=kept,
        files=files.rows,
        files_sha256=files.sha256,
        heads=heads,
        keys=tuple(sorted(keys)),
        blind=manifest.blind_print(settings.SCHOOLGATE_KEYS),
        with_keys=wanted.with_keys,
        lost=tuple(lost),
        sealed_with=ring.in_use,
    )
    made = replace(made, seal=manifest.seal_of(made, ring))
    zipped.writestr(manifest.NAME, manifest.dumped(made))
    return made


def _put_lines(zipped: zipfile.ZipFile, member: str, table: tables.Table, own: BaseDatabaseWrapper) -> Kept:
    digest, rows = hashlib.sha256(), 0
    with zipped.open(member, "w", force_zip64=True) as file:
        for line in tables.lines(own, table):
            file.write(line)
            digest.update(line)
            rows += 1
    return Kept(table.columns, rows, digest.hexdigest())


def _heads(own: BaseDatabaseWrapper) -> dict[str, tuple[int, str]]:
    with own.cursor() as cursor:
        cursor.execute("SELECT key, length, head FROM ledger_chain ORDER BY key")
        return {str(key): (int(length), str(head)) for key, length, head in cursor.fetchall()}


def _put_files(zipped: zipfile.ZipFile, names: Iterable[str], keys: set[str]) -> tuple[Kept, list[str]]:
    """The files that rows point at, then whatever else lies in the data folder; the ids of their keys go to ``keys``.

    A file is written before its row and never changed but for its key, so one that a row of the snapshot points at is
    there, unless it was lost or its row has gone since.
    """
    data = Path(settings.SCHOOLGATE_DATA)
    digest, count = hashlib.sha256(), 0
    lost: list[str] = []
    lines: list[bytes] = []
    wanted = [(f"files/{name}", data / "files" / name) for name in names]
    wanted += [(f"others/{path.relative_to(data)}", path) for path in _others(data)]
    for member, path in wanted:
        try:
            size, sha256, beginning = _put_file(zipped, member, path)
        except FileNotFoundError:
            lost.append(member)
            continue
        if member.startswith("files/"):
            keys.add(keyring.key_id_of(beginning, member))
        lines.append(json.dumps([member, size, sha256]).encode() + b"\n")
        digest.update(lines[-1])
        count += 1
    zipped.writestr(manifest.FILES, b"".join(lines))
    return Kept((), count, digest.hexdigest()), lost


def _put_file(zipped: zipfile.ZipFile, member: str, path: Path) -> tuple[int, str, bytes]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as held:
        beginning = held.read(64)
        held.seek(0)
        with zipped.open(member, "w", force_zip64=True) as file:
            while piece := held.read(_AT_ONCE):
                file.write(piece)
                digest.update(piece)
                size += len(piece)
    return size, digest.hexdigest(), beginning


def _others(data: Path) -> list[Path]:
    keys = Path(settings.SCHOOLGATE_KEYS).resolve()
    found = []
    for path in sorted(data.rglob("*")):
        parts = path.relative_to(data).parts
        elsewhere = parts[0].startswith("schoolgate.sqlite3") or parts[0] in _NOT_TAKEN or path.is_relative_to(keys)
        anew = parts[0] == "filter" and len(parts) > 2 and parts[2] in _WRITTEN_ANEW
        if path.is_file() and not path.is_symlink() and not (elsewhere or anew) and path.suffix not in (_PART, ENDING):
            found.append(path)
    return found


def _copy_keys(to: Path) -> Path:
    to.mkdir(mode=0o700, parents=True)
    for key in sorted(Path(settings.SCHOOLGATE_KEYS).iterdir()):
        (to / key.name).touch(mode=0o600)
        shutil.copyfile(key, to / key.name)
        _onto_the_disk(to / key.name)
    return to


def _remove_old(wanted: Wanted, newest: Path) -> tuple[str, ...]:
    if wanted.keep is None:
        return ()
    old = [path for path in all_in(wanted.to) if path != newest][: -(wanted.keep - 1) or None]
    for path in old:
        path.unlink()
    return tuple(path.name for path in old)


def _onto_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
