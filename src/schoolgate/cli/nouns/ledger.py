"""Check the permanent record, seal it with checkpoints, and give it away to be checked elsewhere."""

import click

from schoolgate.cli.record.checking import prove, verify
from schoolgate.cli.record.giving import checkpoint, export
from schoolgate.cli.record.keeping import erase, key


@click.group()
def command() -> None:
    """Check the permanent record, seal it with checkpoints, and give it away to be checked elsewhere."""


for verb_of_ledger in (verify, checkpoint, export, prove, erase, key):
    command.add_command(verb_of_ledger)
