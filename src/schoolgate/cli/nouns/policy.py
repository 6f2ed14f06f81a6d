"""Read a policy document, or put one in force.

Reading needs no school and no database: a file goes in, and what it promises comes out.
"""

import sys
from datetime import date, datetime
from pathlib import Path

import click

from schoolgate.cli.invocation import Invocation, verb
from schoolgate.cli.reading_words import words_of
from schoolgate.intake.bounded import read_bounded
from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.serial import to_json


@click.group()
def command() -> None:
    """Read a policy document, or put one in force."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge dates by; today if left out.")
@verb
def read(run: Invocation, file: Path, on: datetime | None) -> None:
    """Say what a policy document promises: each sentence, who must act, by when, and what is worth a look.

    FILE is a Word (.docx), OpenDocument (.odt), PDF, text, Markdown or HTML file; - reads text from standard input.
    """
    today = on.date() if on else date.today()  # noqa: DTZ011 - the day where the person sits
    data, name = _content(file)
    run.progress(f"Reading {name or 'standard input'} ...")
    reading = read_bounded(data, name, today=today)
    run.show(to_json(reading), lambda: words_of(reading, name, today))


def _content(file: Path) -> tuple[bytes, str]:
    """The file's bytes and the name to call it by; pasted text has none."""
    if str(file) == "-":
        return sys.stdin.buffer.read(), ""
    try:
        return file.read_bytes(), file.name
    except FileNotFoundError as error:
        raise BadInputError(str(file), "there is no such file.", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise BadInputError(str(file), "it is a folder.", "Name the policy's own file.") from error
    except OSError as error:
        raise BadInputError(
            str(file), f"it could not be opened ({error.strerror}).", "Check that you may read it."
        ) from error
