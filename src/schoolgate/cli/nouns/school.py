"""Add a school, and list those that are here."""

from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.people.models import School


@click.group()
def command() -> None:
    """Add a school, and list those that are here."""


@command.command()
@click.option("--name", required=True, help="Its name, as it is over the door.")
@click.option("--urn", default="", help="Its unique reference number in the register of schools.")
@click.option("--nation", default="england", show_default=True, help="england, wales, scotland or northern-ireland.")
@verb
def add(run: Invocation, name: str, urn: str, nation: str) -> None:
    """Add a school and print its ref."""
    run.open_database()
    from schoolgate.people import actions

    school = actions.add_school(name=name, urn=urn, nation=nation, actor=operator())
    run.show(_plain(school), f"{school.ref}  {school.name}")


@command.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List the schools by name, each with its ref."""
    run.open_database()
    from schoolgate.people import queries

    schools = queries.schools()
    words = "\n".join(f"{school.ref}  {school.name}" for school in schools)
    run.show([_plain(school) for school in schools], words or "No school has been added yet.")


def _plain(school: "School") -> dict[str, object]:
    return {
        "ref": school.ref,
        "name": school.name,
        "urn": school.urn or None,
        "nation": school.nation,
    }
