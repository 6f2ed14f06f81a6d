"""Add people or load them, say which roles they hold and when they are away, and end what has ended."""

import click

from schoolgate.cli.persons.adding import add, list_persons, show
from schoolgate.cli.persons.loading import load
from schoolgate.cli.persons.roles import away, end, role


@click.group()
def command() -> None:
    """Add people or load them, say which roles they hold and when they are away, and end what has ended."""


for verb_of_person in (add, list_persons, show, role, end, away, load):
    command.add_command(verb_of_person)
