"""Schools: find one in the register, add it, list those that are here."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.schools.calendar import calendar
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.vocabulary.schools import level_for_school

if TYPE_CHECKING:
    from schoolgate.people.models import School


@click.group()
def command() -> None:
    """Schools: find one in the register, add it, list those that are here."""


command.add_command(calendar)


@command.command()
@click.option("--name", default="", help="Its name, as it is over the door; left out, as the register has it.")
@click.option("--urn", default="", help="Its unique reference number in the register of schools.")
@click.option("--nation", default="", help="england (unless said), wales, scotland or northern-ireland.")
@verb
def add(run: Invocation, name: str, urn: str, nation: str) -> None:
    """Add a school and print its ref. With a URN alone, the rest is taken from the register loaded here."""
    if not name and not urn:
        raise BadInputError("the school", "neither a name nor a URN was given.", "Say --name, or --urn, or both.")
    run.open_database()
    from schoolgate.people import actions

    if name:
        school = actions.add_school(name=name, urn=urn, nation=nation or "england", actor=operator())
    else:
        school = actions.add_registered_school(urn, nation=nation, actor=operator())
    run.show(_plain(school), f"{school.ref}  {school.name}")


@command.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--closed", is_flag=True, help="Those the register says are closed, too.")
@verb
def find(run: Invocation, words: tuple[str, ...], closed: bool) -> None:
    """Find a school in the register by part of its name, its town, its postcode or a number."""
    run.open_database()
    from schoolgate.people import register

    held = register.extract()
    if held is None:
        raise NotFoundError("the register of schools", "none is loaded.", "Load one: schoolgate school register FILE.")
    found = register.find(" ".join(words), closed_too=closed)
    told = [f"{row.urn}  {row.name}, {row.town} {row.postcode}  ({row.kind}, {row.status})" for row in found]
    document = [{key: value for key, value in vars(row).items() if key not in ("_state", "sought")} for row in found]
    run.show(document, "\n".join(told) or f"None in the register of {held.dated:%-d %B %Y}.")


@command.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dated", type=DAY, help="The day of the extract; else read from the file's name.")
@click.option("--smaller", is_flag=True, help="Take it though it has over a tenth fewer schools than the one held.")
@click.option("--made-up", is_flag=True, help="Load the small made-up extract that comes with Schoolgate.")
@verb
def register(run: Invocation, file: Path | None, dated: date | None, smaller: bool, made_up: bool) -> None:
    """Load an extract of the register of schools: the CSV of all establishment data that the register offers."""
    if (file is None) == (not made_up):
        raise BadInputError("the extract", "give a file, or --made-up, and not both.", "The register's site has one.")
    run.open_database()
    from schoolgate.people.actions.register import MADE_UP, load_register

    loaded = load_register(file or MADE_UP, actor=operator(), dated=dated, smaller=smaller)
    words = f"The register of {loaded.dated:%-d %B %Y}: {loaded.kept} schools kept, {loaded.rejected} rows rejected."
    run.show(loaded, f"{words} It was loaded already." if loaded.repeated else words)


@command.command()
@verb
def refresh(run: Invocation) -> None:
    """Bring what is kept about the school (roll, ages, website, kind) up to what the register says."""
    run.open_database()
    from schoolgate.people import actions, queries

    school = actions.take_from_register(queries.school(run.school), actor=operator())
    run.show(_plain(school), f"{school.name}: as the register of {school.register_on:%-d %B %Y} has it.")


@command.command()
@verb
def deadlines(run: Invocation) -> None:
    """List the deadlines that the law fixes for a school of this kind, each with its source."""
    run.open_database()
    from schoolgate.people import queries

    found = queries.legal_deadlines(queries.school(run.school))
    told = [
        f"{one.words}  ({one.source})" + ("" if one.certain else "  if the school is of that kind") for one in found
    ]
    run.show(found, "\n".join(told))


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
        "funding": school.funding or None,
        "ages": [school.age_from, school.age_to],
        "roll": school.roll,
        "website": school.website or None,
        "trust": school.trust.name if school.trust else None,
        "filter_level": level_for_school(school.age_from),
        "register_on": school.register_on,
    }
