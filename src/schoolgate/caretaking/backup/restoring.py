"""Making an installation of a backup again, on an empty machine; nothing that is there is ever written over."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from schoolgate.caretaking.backup import manifest, reading, tables
from schoolgate.caretaking.backup.manifest import Manifest
from schoolgate.caretaking.backup.reading import Opened
from schoolgate.caretaking.backup.taking import ENDING
from schoolgate.frame import fresh, keyring, readiness
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.ledger import queries as ledger

KEY_NAMES: Final = ("ring.json", "site.key", "blind.key", "signing.json")


@dataclass(frozen=True, slots=True)
class Restored:
    """``migrated`` is how many changes to the tables were made after; ``entries`` how many the permanent record has."""

    manifest: Manifest
    rows: int
    files: int
    migrated: int
    entries: int
    keys: str


def restore(path: Path, *, passphrase: str | None, keys: Path | None) -> Restored:
    """Make an installation of the backup ``path`` in the data folder and database of the settings, which must be empty.

    ``keys`` is the folder of keys kept beside the backup; left out, those in the backup itself, or those already where
    the settings say. Everything is checked before anything is written. Raises ``SchoolgateError``; then what was begun
    is taken away again. Only where all of it was put back and the record is not whole does it stay, to be looked at,
    with the mark under which nothing starts.
    """
    data = Path(settings.SCHOOLGATE_DATA)
    _refuse_what_is_there(data)
    with reading.opened(path, passphrase) as held:
        held.check()
        with _marked(data):
            nodes = tables.known(MigrationExecutor(connection), held.manifest.migrations, held.name)
            come_from = _put_keys(held, keys)
            rows = _put_tables(held, nodes)
            files = _put_files(held, data)
            _refuse_another_end(held.manifest)
            migrated = _bring_up_to_date()
    verdicts = ledger.verify()
    faults = [fault for verdict in verdicts for fault in verdict.faults]
    if faults:
        raise SchoolgateError(
            "the permanent record",
            faults[0].words,
            "Use another backup: this one was taken of it so. The folder stays marked as unfinished: nothing starts.",
        )
    _remove_mark(data)
    return Restored(held.manifest, rows, files, migrated, sum(verdict.entries for verdict in verdicts), come_from)


def _refuse_what_is_there(data: Path) -> None:
    keys = Path(settings.SCHOOLGATE_KEYS)
    if data.is_dir():
        there = [path.name for path in data.iterdir() if path != keys and path.name != readiness.RESTORING]
        if there:
            raise BadInputError(
                str(data), f"it is not empty ({sorted(there)[0]} is there).", "Restore into a new folder: --data DIR."
            )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if connection.vendor != "sqlite" and connection.introspection.table_names():  # SQLite's lies in that folder
        raise BadInputError("the database", "it is not empty.", "Make a new one and name it in DATABASE_URL.")


@contextmanager
def _marked(data: Path) -> Iterator[None]:
    """While the mark lies in the data folder nothing starts there. What fails half-way is taken away again."""
    (data / readiness.RESTORING).touch(mode=0o600)
    keys = Path(settings.SCHOOLGATE_KEYS)
    had_keys = keys.is_dir()
    try:
        yield
    except BaseException:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in connection.introspection.table_names(cursor):
                    cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        connection.close()
        for path in data.iterdir():
            if path == keys or path.name == readiness.RESTORING:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not had_keys:
            shutil.rmtree(keys, ignore_errors=True)
        _remove_mark(data)
        raise


def _remove_mark(data: Path) -> None:
    (data / readiness.RESTORING).unlink(missing_ok=True)


def _of_this_backup(held: Opened, given: Path) -> Path:
    """The folder named, or within it the one that ``backup --keys-to`` made there for this backup."""
    if (given / "ring.json").is_file():
        return given
    beside = given / Path(held.name).name.removesuffix(ENDING)
    if (beside / "ring.json").is_file():
        return beside
    raise BadInputError(
        str(given), "no keys are in it: there is no ring.json.", "Name the folder of the keys of this backup."
    )


def _put_keys(held: Opened, given: Path | None) -> str:
    """Check the keys against the backup and put them where the settings say; where they came from, in words."""
    to = Path(settings.SCHOOLGATE_KEYS)
    if given is not None:
        given = _of_this_backup(held, given)
        if (to / "ring.json").exists() and to.resolve() != given.resolve():
            raise BadInputError(str(to), "there are keys already.", "Leave out --keys to use those, or take them away.")
        manifest.refuse_wrong_keys(held.manifest, given)
        if to.resolve() != given.resolve():
            to.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in KEY_NAMES:
                if (given / name).is_file():
                    (to / name).touch(mode=0o600)
                    shutil.copyfile(given / name, to / name)
        return f"from {given}"
    if (to / "ring.json").exists():
        manifest.refuse_wrong_keys(held.manifest, to)
        return "that were there already"
    if not held.manifest.with_keys:
        raise BadInputError(
            held.name,
            "the keys are not in it, and without them no locked word can be read.",
            "Name the folder they were kept in with --keys.",
        )
    there = held.zip.namelist()
    for name in KEY_NAMES[:-1] if f"keys/{KEY_NAMES[-1]}" not in there else KEY_NAMES:  # signed nothing yet, no key
        held.copy(f"keys/{name}", to / name)
    to.chmod(0o700)
    manifest.refuse_wrong_keys(held.manifest, to)
    return "from the backup itself"


def _put_tables(held: Opened, nodes: tables.Nodes) -> int:
    """Make the tables as they were, and put the rows in, all in one transaction."""
    if not fresh.make_tables(connection, _ends(nodes)):
        MigrationExecutor(connection).migrate(_ends(nodes))
    executor = MigrationExecutor(connection)
    known = {table.name: table for table in tables.of(executor, nodes)}
    strange = sorted(set(held.manifest.tables) ^ set(known))
    if strange:
        raise BadInputError(held.name, f"the table {strange[0]} is not of its time.", "Use another backup.")
    with connection.constraint_checks_disabled(), transaction.atomic():
        for name in sorted(known):  # emptied first, last to be filled: some migrations put rows of their own in
            tables.empty(known[name])
        rows = sum(
            tables.load(known[name], kept.columns, held.lines(f"tables/{name}.jsonl"))
            for name, kept in held.manifest.tables.items()
        )
        tables.set_counters(known.values())
    connection.check_constraints()
    return rows


def _ends(nodes: tables.Nodes) -> tables.Nodes:
    """The migrations of ``nodes`` that no other of them in the same room builds on."""
    graph = MigrationExecutor(connection).loader.graph
    inside = set(nodes)
    return [
        node
        for node in nodes
        if not any(c.key in inside and c.key[0] == node[0] for c in graph.node_map[node].children)
    ]


def _put_files(held: Opened, data: Path) -> int:
    count = 0
    for name, _, _ in held.files():
        folder, _, rest = name.partition("/")
        to = (data / "files" / rest if folder == "files" else data / rest).resolve()
        if not to.is_relative_to(data.resolve()):
            raise BadInputError(held.name, f"{name} would lie outside the data folder.", "Use another backup.")
        held.copy(name, to)
        count += 1
    return count


def _refuse_another_end(said: Manifest) -> None:
    """The permanent record must end where the backup says it ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, length, head FROM ledger_chain")
        ends = {key: (length, head) for key, length, head in cursor.fetchall()}
    if ends != dict(said.heads):
        raise SchoolgateError("the permanent record", "it does not end where the backup says.", "Use another backup.")


def _bring_up_to_date() -> int:
    """Make the changes to the tables that came after the backup; how many there were."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    keyring.make(settings.SCHOOLGATE_KEYS)
    call_command("migrate", interactive=False, verbosity=0)  # also puts the record's guard in place
    readiness.make_ready(restoring=True)
    return waiting
