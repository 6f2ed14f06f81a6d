"""Make activity of made-up schools, for training and measuring."""

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb


@click.command()
@click.option("--rows", type=click.IntRange(1), required=True, help="How many.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="A folder not there yet.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same bytes.")
@click.option("--schools", type=click.IntRange(0), default=0, help="How many; chosen from the rows if left out.")
@click.option(
    "--a-day", type=click.IntRange(0), default=0, help="Rows of a school on a day; at most 200,000 if left out."
)
@click.option("--since", type=DAY, default="2026-09-07", show_default=True, help="The first day.")
@click.option(
    "--form",
    type=click.Choice(["squid", "parts", "both"]),
    default="squid",
    show_default=True,
    help="Lines as Squid writes them, or parts as loading leaves them, which ask --parts reads.",
)
@verb
def make(run: Invocation, rows: int, out: Path, seed: int, schools: int, a_day: int, since: date, form: str) -> None:
    """Make the web activity of made-up schools in the folder DIR: lessons, searches, blocks, and now and then something
    that ought to be noticed.

    DIR/squid holds a log for each school and day, DIR/parts sealed parts and DIR/parts.json their manifest.
    DIR/schools.json says which device and class is behind an address, DIR/incidents.jsonl what ought to be noticed and
    what only looks so. No school, person or site is real.
    """
    from schoolgate.activity.making.writing import Wish, make

    wish = Wish(rows, seed, schools, a_day, since, cast(Literal["squid", "parts", "both"], form))
    made = make(wish, out, run.progress)
    run.show(
        made,
        f"{made.rows:,} rows of {made.schools:,} schools on {made.days:,} days, {made.incidents:,} incidents, "
        f"{made.bytes / 1e6:,.1f} MB in {made.files:,} files, in {made.seconds:.1f} s.",
    )
