"""The web activity log: load it, ask it, and judge words that were typed."""

import click

from schoolgate.cli.activity.judging import judge
from schoolgate.cli.activity.loading import load


@click.group()
def command() -> None:
    """The web activity log: load it, ask it, and judge words that were typed."""


command.add_command(judge)
command.add_command(load)
