"""Start everything with a made-up school, to look around in."""

from pathlib import Path

import click

from schoolgate.cli.invocation import Invocation
from schoolgate.cli.starting import start


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="Which port; else the first free one from 8000 on.")
@click.pass_obj
def command(run: Invocation, port: int | None) -> None:
    """Start everything with a made-up school. Its data goes to data/demo here, unless --data says another folder."""
    start(run.data or Path("data/demo"), port, demo=True)
