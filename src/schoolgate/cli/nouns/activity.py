"""The web activity log: load it, ask it, and judge words that were typed."""

import click

from schoolgate.cli.activity.asking import ask
from schoolgate.cli.activity.judging import judge
from schoolgate.cli.activity.loading import load
from schoolgate.cli.activity.making import make
from schoolgate.cli.activity.sources import follow, source


@click.group()
def command() -> None:
    """The web activity log: load it, ask it, and judge words that were typed."""


command.add_command(ask)
command.add_command(judge)
command.add_command(load)
command.add_command(make)
command.add_command(source)
command.add_command(follow)
