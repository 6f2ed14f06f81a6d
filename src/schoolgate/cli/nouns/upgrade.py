"""Bring the records of an older release up to date: a backup first, then the changes, then a look over."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.passphrases import PASSPHRASE, read_passphrase


@click.command()
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help="Where the backup goes; else DATA/backups."
)
@PASSPHRASE
@verb
def command(run: Invocation, to: Path | None, passphrase_file: Path | None) -> int:
    """Bring the records of an older release up to date: a backup first, then the changes, then a look over.

    Stop the site before. To go back: install the older release and restore the backup into a new data folder. Exit 1
    when the records are up to date and something else about the installation is wrong.
    """
    run.open_as_it_is()
    from django.conf import settings

    from schoolgate.caretaking import actions
    from schoolgate.caretaking.backup.taking import Wanted
    from schoolgate.frame import doctor

    folder = to or settings.SCHOOLGATE_DATA / "backups"
    trouble = doctor.database_trouble()
    if trouble is not None:
        raise click.ClickException(f"{trouble.thing}: {trouble.cause} {trouble.fix}")
    done = actions.upgrade(Wanted(folder, read_passphrase(passphrase_file)), actor=operator())
    wrong = [outcome for outcome in doctor.examine() if outcome.wrong and outcome.key != "frame.clock"]
    document = {
        "changes": done.changes,
        "backup": done.backup.path if done.backup else None,
        "wrong": [{"thing": one.thing, "cause": one.cause, "fix": one.fix} for bad in wrong for one in bad.findings],
    }
    told = [f"{len(done.changes)} changes to the tables were made: {', '.join(done.changes)}."]
    if done.backup is None:
        told = ["The records are of this release already; nothing was changed and no backup was needed."]
    else:
        told.append(f"The backup of before, without the keys, is {done.backup.path}.")
    told += [f"WRONG: {one.thing}: {one.cause} To mend it: {one.fix}" for bad in wrong for one in bad.findings]
    if not wrong:
        told.append("Looked over: well. Start it again: schoolgate serve.")
    run.show(document, "\n".join(told))
    return 1 if wrong else 0
