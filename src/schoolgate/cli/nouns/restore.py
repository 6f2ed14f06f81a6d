"""Make an installation of a backup, on an empty machine."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.passphrases import PASSPHRASE, read_passphrase


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--keys", type=click.Path(path_type=Path, file_okay=False), help="The folder of keys kept beside it.")
@PASSPHRASE
@verb
def command(run: Invocation, file: Path, keys: Path | None, passphrase_file: Path | None) -> None:
    """Make an installation of the backup FILE, in a data folder (--data) and a database that are empty.

    Every digest is looked at before anything is written. A backup of an older release is brought up to date; one of
    SQLite may go into PostgreSQL, and back. Nothing that is there is ever written over.
    """
    if run.data is not None:
        run.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    run.open_as_it_is()
    from django.conf import settings

    from schoolgate.caretaking import actions

    done = actions.restore(file, actor=operator(), passphrase=read_passphrase(passphrase_file), keys=keys)
    document = {
        "data": settings.SCHOOLGATE_DATA,
        "made_at": done.manifest.made_at,
        "rows": done.rows,
        "files": done.files,
        "changes_to_tables": done.migrated,
        "entries": done.entries,
        "lost": done.manifest.lost,
    }
    told = [
        f"{settings.SCHOOLGATE_DATA}: {done.rows} rows and {done.files} files, as of {done.manifest.made_at}.",
        f"The keys are those {done.keys}.",
        f"The permanent record is whole: {done.entries} entries, ending where the backup says.",
    ]
    if done.migrated:
        told.append(f"It was of an older release: {done.migrated} changes to its tables were made.")
    if done.manifest.lost:
        told.append(f"{len(done.manifest.lost)} files were missing already when it was taken.")
    told.append("Everybody signs in again. Next: schoolgate doctor, then schoolgate serve.")
    run.show(document, "\n".join(told))
