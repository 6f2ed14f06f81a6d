"""Load a list of who took which training."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.files.giving import content, told, words
from schoolgate.cli.invocation import Invocation, verb


@click.group()
def command() -> None:
    """Load a list of who took which training."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--look", is_flag=True, help="Only say what would change: the file waits on its page.")
@verb
def load(run: Invocation, file: Path, look: bool) -> None:
    """Note who took which course, and when, from the list FILE (CSV or Excel).

    Courses are those on the page of training. A name that may be of several people is asked about there, never guessed;
    rows that cannot be used are kept with the reason. The same list again adds nothing. To undo it: `intake undo`.
    """
    data = content(file)
    run.open_database()
    from schoolgate.intake import actions
    from schoolgate.intake.models import Delivery
    from schoolgate.people import queries as people

    received = actions.receive(
        people.school(run.school),
        file.name,
        data,
        way=Delivery.Way.COMMAND,
        actor=operator(),
        feed="training-csv",
        load="training",
    )
    done = told(received, at_once=not look)
    run.show(done, lambda: words(done))
