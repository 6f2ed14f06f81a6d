"""Nouns found by file name and imported only when named, so that start-up does not grow with the product."""

import ast
import importlib
from pathlib import Path

import click

_FOLDER = Path(__file__).parent / "nouns"


def first_sentence(path: Path) -> str:
    """The first line of the file's docstring, read without importing it: the noun's line in ``--help``."""
    docstring = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    return docstring.partition("\n")[0]


class Nouns(click.Group):
    """A group whose commands are the files of ``cli/nouns``. Each must hold a click command called ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return sorted(path.stem.replace("_", "-") for path in _FOLDER.glob("*.py") if path.stem != "__init__")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"schoolgate.cli.nouns.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        names = self.list_commands(ctx)
        rows = [(name, first_sentence(_FOLDER / f"{name.replace('-', '_')}.py")) for name in names]
        with formatter.section("Nouns"):
            formatter.write_dl(rows or [("none", "no noun is installed")])
