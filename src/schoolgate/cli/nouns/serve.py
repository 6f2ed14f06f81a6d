"""Start everything for a school, on this machine only: the web pages and what works behind them."""

import click

from schoolgate.cli.invocation import Invocation
from schoolgate.cli.starting import start


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="Which port; else the first free one from 8000 on.")
@click.pass_obj
def command(run: Invocation, port: int | None) -> None:
    """Start everything for a school, on this machine only. Ctrl-C stops it all."""
    start(run.data, port)
