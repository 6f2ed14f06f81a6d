"""Take a backup while the site runs, the keys apart; look at one; or restore one as a test."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.passphrases import PASSPHRASE, read_passphrase

if TYPE_CHECKING:
    from schoolgate.caretaking.backup.manifest import Manifest
    from schoolgate.caretaking.backup.taking import Taken

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(invoke_without_command=True)
@click.option("--to", type=FOLDER, help="The folder the backup goes to.")
@click.option("--keys-to", type=FOLDER, help="Another folder, for a copy of the keys.")
@click.option("--with-keys", is_flag=True, help="Put the keys in the backup itself; it must then have a passphrase.")
@PASSPHRASE
@click.option("--keep", type=click.IntRange(1), help="Keep this many backups in the folder; older ones go.")
@verb
def command(
    run: Invocation,
    to: Path | None,
    keys_to: Path | None,
    with_keys: bool,
    passphrase_file: Path | None,
    keep: int | None,
) -> None:
    """Take a backup while the site runs: every record and file of one moment, in one file.

    The keys are not in it unless asked for: without them nobody reads a locked word again, and with them whoever finds
    the file reads everything. Keep the two in different places. Every byte is read again before it is called done.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return
    if to is None:
        raise click.UsageError("Say which folder it goes to: schoolgate backup --to DIR", context)
    run.open_database()
    from django.conf import settings

    from schoolgate.caretaking import actions
    from schoolgate.caretaking.backup.taking import Wanted

    wanted = Wanted(to, read_passphrase(passphrase_file), keys_to, with_keys, keep)
    taken = actions.back_up(wanted, actor=operator())
    document = {
        "file": taken.path,
        "bytes": taken.bytes,
        "sha256": taken.sha256,
        **_plain(taken.manifest),
        "keys_copied_to": taken.keys,
        "removed": taken.removed,
    }
    run.show(document, lambda: _told(taken, settings.SCHOOLGATE_KEYS))


def _told(taken: "Taken", keys: Path) -> str:
    told = [f"{taken.path}: {_words(taken.manifest)}.", f"Every byte was read again. SHA-256 {taken.sha256}"]
    told += [f"Taken away, being older: {name}" for name in taken.removed]
    lost = taken.manifest.lost
    if lost:
        told.append(f"MISSING before the backup began: {len(lost)} files, {lost[0]} first.")
    if taken.keys is not None:
        told.append(f"THE KEYS are in {taken.keys}. Keep them in another place than the backup.")
    elif not taken.manifest.with_keys:
        told.append(f"THE KEYS ARE NOT IN IT. Without a copy of {keys}, kept elsewhere, the names and")
        told.append("other locked words in this backup are gone for good. --keys-to DIR copies them apart.")
    return "\n".join(told)


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@PASSPHRASE
@click.option("--keys", type=FOLDER, help="The folder of keys, to see whether they open it.")
@verb
def verify(run: Invocation, file: Path, passphrase_file: Path | None, keys: Path | None) -> int:
    """Look at every byte of the backup FILE. Exit 1 when it is not as it was made."""
    run.open_as_it_is()
    from schoolgate.caretaking.backup import manifest, reading
    from schoolgate.kernel.errors import SchoolgateError

    try:
        with reading.opened(file, read_passphrase(passphrase_file)) as held:
            held.check()
            if keys is not None:
                manifest.refuse_wrong_keys(held.manifest, keys)
    except SchoolgateError as refused:
        run.show({"file": file, "whole": False, "because": str(refused)}, f"NOT GOOD: {refused}")
        return 1
    opens = "The keys open it, and its seal fits." if keys else "Whether the keys open it was not asked (--keys DIR)."
    run.show({"file": file, "whole": True, **_plain(held.manifest)}, f"{file}: whole. {_words(held.manifest)}. {opens}")
    return 0


@command.command("try")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@PASSPHRASE
@click.option("--keys", type=FOLDER, help="The folder of keys kept beside it; those of this installation if left out.")
@click.option("--within", type=FOLDER, help="Where there is room to restore into; the machine's own place if left out.")
@click.option("--on-behalf-of", default="", help="For whom you do this.")
@verb
def try_(
    run: Invocation,
    file: Path,
    passphrase_file: Path | None,
    keys: Path | None,
    within: Path | None,
    on_behalf_of: str,
) -> int:
    """Restore the backup FILE as a test, into a place of its own that is taken away again. Exit 1 when it fails.

    Every record and file is put back and the permanent record verified there, as it would be in need. What came of it
    is entered, and a test that went well answers what the policy promises of these records until the next is due.
    """
    run.open_database()
    from schoolgate.caretaking import actions

    run.progress(f"Restoring {file} as a test ...")
    tried = actions.try_backup(
        file, actor=operator(on_behalf_of), passphrase=read_passphrase(passphrase_file), keys=keys, within=within
    )
    whose = "Whether the kept copy of the keys opens it was not tried (--keys DIR)." if tried.own_keys else ""
    good = f"{file}: restored as a test: {tried.rows} rows, {tried.files} files, {tried.entries} entries, all whole."
    told = f"{good} {whose}".strip() if tried.well else f"NOT GOOD: {tried.because}"
    document = {name: getattr(tried, name) for name in ("well", "made_at", "rows", "files", "entries")}
    run.show(document | {"file": file, "own_keys": tried.own_keys, "because": tried.because or None}, told)
    return 0 if tried.well else 1


def _plain(said: "Manifest") -> dict[str, object]:
    return {
        "made_at": said.made_at,
        "version": said.version,
        "database": said.database,
        "rows": said.rows,
        "files": said.files,
        "heads": {key: {"length": length, "digest": head} for key, (length, head) in said.heads.items()},
        "keys": "inside" if said.with_keys else "apart",
        "lost": said.lost,
    }


def _words(said: "Manifest") -> str:
    entries = sum(length for length, _ in said.heads.values())
    tables = f"{said.rows} rows of {len(said.tables)} tables, {said.files} files, {entries} entries of the record"
    return f"taken {said.made_at[:19].replace('T', ' ')} UTC by version {said.version}; {tables}"
