"""``ledger checkpoint`` and ``ledger export``."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

_OF_THE_INSTALLATION = click.option(
    "--installation", is_flag=True, help="The installation's own record (sign-ins, keys), not a school's."
)


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the note there. Never over a file.")
@_OF_THE_INSTALLATION
@verb
def checkpoint(run: Invocation, out: Path | None, installation: bool) -> None:
    """Seal the school's record as it now is, and print the signed note. Keep it where this machine cannot reach it."""
    run.open_database()
    from schoolgate.ledger import actions, queries

    made = queries.checkpoint(actions.make_checkpoint(_chain(run, installation=installation), actor=operator()))
    if out is not None:
        _write(out, made.text)
    words = made.text if out is None else f"Checkpoint {made.number}, of {made.entries} entries, is in {out}."
    run.show({**_plain(made), "file": None if out is None else str(out)}, words.rstrip())


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="PACK", help="The file to write.")
@click.option(
    "--label",
    "labels",
    multiple=True,
    type=click.Choice(["school", "safeguarding", "sealed"]),
    help="What the receiver may read. May be said again. Left out: everything. Of the rest only seals go.",
)
@_OF_THE_INSTALLATION
@verb
def export(run: Invocation, out: Path, labels: tuple[str, ...], installation: bool) -> None:
    """Write the school's record as a pack that anybody can check without Schoolgate.

    A file verify_pack.py is in it: python3 verify_pack.py PACK [--checkpoint FILE]. It needs Python and nothing else.
    """
    run.open_database()
    from schoolgate.ledger import actions, notes

    if out.is_dir():
        raise BadInputError(str(out), "it is a folder.", "Say a file in it: record.zip.")
    run.progress("Writing the record out...")
    made = actions.export(out, _chain(run, installation=installation), actor=operator(), labels=labels or None)
    withheld = f", {made.withheld} of them by their seals only" if made.withheld else ""
    words = (
        f"{made.entries} entries{withheld}, {made.items} items and {made.checkpoints} checkpoints are in {out}.\n"
        f"Signed with the key {notes.short(made.fingerprint)}. To check it: python3 verify_pack.py {out.name}"
    )
    run.show(made, words)


def _chain(run: Invocation, *, installation: bool) -> str:
    from schoolgate.ledger.actions import INSTANCE, school_chain
    from schoolgate.people.queries import school

    return INSTANCE if installation else school_chain(school(run.school).ref)


def _plain(made: object) -> dict[str, object]:
    names = ("ref", "chain", "number", "entries", "head", "at", "fingerprint", "text")
    return {name: getattr(made, name) for name in names}


def _write(out: Path, text: str) -> None:
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInputError(str(out), "there is a file already.", "Say another name; notes are kept.") from None
    except OSError as error:
        raise BadInputError(str(out), f"it cannot be written: {error.strerror}.", "Say another place.") from None
