"""Loading a roll of classes, staff and pupils, by the same way in as the pages."""

from pathlib import Path
from typing import Final

import click

from schoolgate.cli.files.loading import AUTO, Loading
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

_ROLL: Final = Loading(
    "roster",
    "a roll of people",
    {"oneroster": "oneroster", "ctf": "ctf", "sds": "sds", "csv": "people-csv", "contacts": "contacts-csv"},
    {one: one for one in ("joiners", "movers", "leavers", "changes", "families")},
)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "spelling", type=click.Choice([*_ROLL.feeds, AUTO]), required=True, help="What it is.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; nothing is kept.")
@click.option("--anyway", is_flag=True, help="Yes to what it asks when the file is out of the ordinary.")
@click.option("--map", "mapped", multiple=True, metavar="HEADING=COLUMN", help="Which column a heading of a csv is.")
@verb
def load(run: Invocation, path: Path, spelling: str, dry_run: bool, anyway: bool, mapped: tuple[str, ...]) -> None:
    """Load classes, staff, pupils and their carers from PATH, a file or a folder of files that belong together.

    Says how many joined, moved, left, how many carers were tied or parted, and which rows could not be used. A file
    that is out of the ordinary (many leavers, another school's) changes nothing until it is given again with --anyway.
    It can be undone: `intake undo`.
    """
    columns = dict(_pair(words) for words in mapped)
    _ROLL.run(run, path, spelling, dry_run=dry_run, anyway=anyway, columns=columns)


def _pair(words: str) -> tuple[str, str]:
    heading, mark, column = words.rpartition("=")
    if not mark:
        raise BadInputError(f"--map {words}", "there is no = in it.", 'Write, for one, --map "Known as=given_name".')
    return heading, column
