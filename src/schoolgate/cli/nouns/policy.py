"""Read a policy document, or put one in force.

Reading needs no school and no database: a file goes in, and what it promises comes out.
"""

import sys
from datetime import date
from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.reading_words import words_of
from schoolgate.intake.bounded import read_bounded
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.policy.packs import NATIONS
from schoolgate.reading.formats.limits import MAX_FILE_BYTES
from schoolgate.reading.model import Reading
from schoolgate.reading.serial import to_json
from schoolgate.vocabulary.bodies import BODIES


@click.group()
def command() -> None:
    """Read a policy document, or put one in force."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, help="The day to judge dates by; today if left out.")
@click.option(
    "--nation", type=click.Choice(NATIONS), default="england", show_default=True, help="Whose guidance to hold it to."
)
@verb
def read(run: Invocation, file: Path, on: date | None, nation: str) -> None:
    """Say what a policy document promises: each sentence, who must act, by when, and what is worth a look.

    FILE is a Word (.docx), OpenDocument (.odt), PDF, text, Markdown or HTML file; - reads text from standard input.
    """
    today = on or date.today()  # noqa: DTZ011 - the day where the person sits
    data, name = _content(file)
    run.progress(f"Reading {name or 'standard input'} ...")
    reading = read_bounded(data, name, today=today, nation=nation)
    run.show(to_json(reading), lambda: words_of(reading, name, today))


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--body", type=click.Choice(list(BODIES)), default="governing-body", show_default=True, help="Who ratified."
)
@click.option("--ratified-on", type=DAY, help="The day; needed unless the policy gives it.")
@click.option("--minute", default="", help="The reference of the minute that records it.")
@click.option("--on-behalf-of", default="", help="For whom you do this; the body that ratified it if left out.")
@click.option("--in-force-from", type=DAY, help="The day it begins; today if left out.")
@verb
def adopt(
    run: Invocation,
    file: Path,
    body: str,
    ratified_on: date | None,
    minute: str,
    on_behalf_of: str,
    in_force_from: date | None,
) -> None:
    """Read FILE, keep it, and put it in force for the school, as its governors ratified it.

    You act as the operator, on behalf of others: you cannot confirm for anybody that a sentence was read rightly.
    """
    data, name = _content(file)
    run.open_database()
    from schoolgate.people import queries as people
    from schoolgate.people.access import today
    from schoolgate.policy import actions

    school = people.school(run.school)
    reading = read_bounded(data, name, today=today(school), nation=school.nation)
    actor = operator(on_behalf_of or BODIES[body])
    version, adoption = actions.read_and_put_in_force(
        school,
        reading,
        filename=name or "pasted words",
        data=data,
        body=body,
        ratified_on=ratified_on or _approved(reading, name),
        minute=minute,
        in_force_from=in_force_from,
        actor=actor,
        actor_name=f"the operator {actor.ref}",
    )
    count = sum(clause.promises for clause in reading.clauses)
    document = {"school": school.ref, "version": version.ref, "number": version.number, "adoption": adoption.ref}
    document |= {"body": body, "ratified_on": adoption.ratified_on, "in_force_from": adoption.in_force_from}
    begins = None if adoption.in_force_from <= today(school) else adoption.in_force_from
    run.show(document | {"promises": count}, _told(name, school.name, count, adoption.ratified_on, begins))


def _told(name: str, school: str, count: int, ratified_on: date, begins: date | None) -> str:
    """What was done, in words; ``begins`` where that day has still to come."""
    doing = f"will be in force from {spelt(begins)}" if begins else "is in force"
    promises = f"{count} promise{'' if count == 1 else 's'}"
    told = f"{name} {doing} for {school}, as ratified on {spelt(ratified_on)}, with {promises}."
    return f"{told} Nothing has been switched off."


def _approved(reading: Reading, name: str) -> date:
    """The day the policy says it was approved. Raises ``BadInputError`` where it gives less than a day."""
    given = reading.document.approved
    if given is not None and given.precision == "day":
        return given.date
    cause = (
        f"it gives only “{given.text}” as when it was approved." if given else "it does not say when it was approved."
    )
    raise BadInputError(name, cause, "Give the day of the meeting with --ratified-on YYYY-MM-DD.")


@command.command()
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@verb
def show(run: Invocation, on: date | None) -> None:
    """Print the policy in force, as it was read, with people's corrections to our reading applied."""
    run.open_database()
    from schoolgate.people import queries as people
    from schoolgate.people.access import today
    from schoolgate.policy import queries

    school = people.school(run.school)
    day = on or today(school)
    policy = queries.in_force(school, on=day)
    if policy is None:
        raise NotFoundError(
            f"The policy of {school.name}", "has not been put in force.", "Do so: schoolgate policy adopt FILE."
        )
    document = {
        "school": school.ref,
        "version": policy.version,
        "number": policy.number,
        "adoption": policy.adoption,
        "promises": [
            {"ref": promise.ref, "number": promise.number, "confirmed": promise.confirmed, "clause": promise.clause}
            for promise in policy.promises
        ],
        **to_json(policy.reading),
    }
    run.show(document, lambda: words_of(policy.reading, policy.filename, day))


@command.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@verb
def compare(run: Invocation, old: Path, new: Path) -> None:
    """Say which promises of the file OLD stayed, were re-worded, were lost or came in with the file NEW.

    A re-worded sentence is offered with a confidence from 0 to 1, measured on edits made for the purpose.
    """
    from schoolgate.cli.comparing import comparison, comparison_words

    today = date.today()  # noqa: DTZ011 - the day where the person sits
    before, after = (read_bounded(*_content(file), today=today) for file in (old, new))
    document = comparison(before, after)
    run.show(document, lambda: comparison_words(document))


def _content(file: Path) -> tuple[bytes, str]:
    """The file's bytes and the name to call it by; pasted text has none. Of what is too large, enough to be refused."""
    if str(file) == "-":
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1), ""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_FILE_BYTES + 1), file.name
    except FileNotFoundError as error:
        raise BadInputError(str(file), "there is no such file.", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise BadInputError(str(file), "it is a folder.", "Name the policy's own file.") from error
    except OSError as error:
        raise BadInputError(
            str(file), f"it could not be opened ({error.strerror}).", "Check that you may read it."
        ) from error
