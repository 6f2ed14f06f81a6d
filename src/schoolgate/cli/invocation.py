"""What was said before the noun: where the data is, which school, and how to print."""

import functools
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

import click

from schoolgate.kernel.errors import BadInputError


@dataclass(slots=True)
class Invocation:
    """One run of the command. ``as_json`` is one document on stdout and nothing else; ``as_lines`` a line an input."""

    data: Path | None = None
    school: str | None = None
    as_json: bool = False
    as_lines: bool = False

    def open_database(self) -> None:
        """Make the models importable. A noun that needs no database never calls this, and so starts at once.

        Raises BadInputError when ``--data`` names a folder that is not there.
        """
        self._look_for_data()
        from schoolgate.cli.database import prepare

        prepare(self.data)

    def open_as_it_is(self) -> None:
        """Make the models importable and touch nothing: the database may be away, behind, or not there yet."""
        self._look_for_data()
        from schoolgate.cli.database import set_up

        set_up(self.data)

    def _look_for_data(self) -> None:
        if self.data is not None and not self.data.is_dir():
            raise BadInputError(
                str(self.data), "there is no such folder.", "Make it first, or say another one with --data."
            )

    def show(self, document: object, words: Callable[[], str] | str) -> None:
        """Print ``document`` as JSON when that was asked for, else ``words`` for a person."""
        if self.as_json or self.as_lines:
            click.echo(to_json(document, indent=None if self.as_lines else 2))
        else:
            click.echo(harmless(words if isinstance(words, str) else words()))

    def progress(self, words: str) -> None:
        """Tell a person at a screen how far long work has come. Never on stdout, never in a log."""
        if sys.stderr.isatty():
            click.echo(words, err=True)


# What a terminal would obey: all control characters but tab and newline. Bold and faint are our own, and do no harm.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[012]m)")


def harmless(words: str) -> str:
    """``words`` for a terminal. A policy, or a file's name, may hold orders to it; none gets out."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def to_json(document: object, indent: int | None = 2) -> str:
    """JSON for dataclasses, dates, paths, sets and enums as well; letters stay letters, control characters do not."""
    text = json.dumps(document, default=_plain, ensure_ascii=False, indent=indent)  # escapes those below the space
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def verb[F: Callable[..., Any]](function: F) -> F:
    """Decorate a verb: it is passed the ``Invocation`` first, and takes ``--json`` and ``--jsonl``.

    ``@click.command() / @verb / def read(run: Invocation, file: Path) -> None``
    """

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output, nothing else.")
    @click.option("--jsonl", "as_lines", is_flag=True, help="Print one JSON line for each input, in input order.")
    @click.pass_context
    @functools.wraps(function)
    def wrapped(ctx: click.Context, /, *args: Any, as_json: bool, as_lines: bool, **options: Any) -> Any:
        run = ctx.find_object(Invocation) or Invocation()
        run.as_json = run.as_json or as_json
        run.as_lines = run.as_lines or as_lines
        return function(run, *args, **options)

    return wrapped  # type: ignore[return-value]  # click's decorators keep the name and lose the type
