"""Give files, see what waits, apply and undo, and say what is watched and expected."""

import click

from schoolgate.cli.files.giving import give
from schoolgate.cli.files.keeping import apply, expect, list_, show, undo, watch


@click.group()
def command() -> None:
    """Give files, see what waits, apply and undo, and say what is watched and expected."""


for verb_of_intake in (give, list_, show, apply, undo, watch, expect):
    command.add_command(verb_of_intake)
