"""The web activity log: load it, ask it, and judge words that were typed."""

import click

from schoolgate.cli.activity.judging import judge


@click.group()
def command() -> None:
    """The web activity log: load it, ask it, and judge words that were typed."""


command.add_command(judge)
