"""Start everything with a made-up school, to look around in."""

from pathlib import Path

import click

from schoolgate.cli.invocation import Invocation
from schoolgate.cli.starting import start


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="Which port; else the first free one from 8000 on.")
@click.option(
    "--size",
    type=click.Choice(["small", "school", "trust"]),
    default="school",
    help="A school of 60 children, one of 168, or that and a trust of 50 schools beside it.",
)
@click.option("--seed", type=int, default=1, help="Another number makes another history.")
@click.pass_obj
def command(run: Invocation, port: int | None, size: str, seed: int) -> None:
    """Start everything with a made-up school, which has thirty weeks behind it.

    Its data goes to data/demo here, unless --data says another folder.
    """
    start(run.data or Path("data/demo"), port, demo=size, seed=seed)
