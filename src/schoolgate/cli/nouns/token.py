"""Make tokens for machines that come in by the API, list them, and end them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.estate.queries import Token


@click.group()
def command() -> None:
    """Make tokens for machines that come in by the API, list them, and end them."""


@command.command()
@click.option("--name", required=True, help="The machine or job that will use it; never a person.")
@click.option("--may", "scopes", multiple=True, required=True, help="What it may do; say it again for more.")
@click.option("--ends", type=DAY, help="The first day it no longer works; left out, in 90 days.")
@verb
def make(run: Invocation, name: str, scopes: tuple[str, ...], ends: date | None) -> None:
    """Make a token and print it, this once.

    `token rights` lists what it may be allowed.
    """
    run.open_database()
    from schoolgate.estate import actions
    from schoolgate.people.access import today
    from schoolgate.people.queries import school

    here = school(run.school)
    last = ends or today(here) + timedelta(days=90)
    made = actions.make_token(here, name, list(scopes), ends_on=last, actor=operator())
    document = {"ref": made.row.ref, "token": made.secret, "scopes": made.row.scopes, "ends_on": last}
    told = f"{made.row.ref}  {made.row.name}, until {last.isoformat()}\n{made.secret}\nIt is not shown again."
    run.show(document, told)


@command.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List the school's tokens, those that work first."""
    run.open_database()
    from schoolgate.estate import queries
    from schoolgate.people.queries import school

    found = queries.tokens(school(run.school))
    run.show([_plain(token) for token in found], "\n".join(map(_words, found)) or "No token has been made yet.")


@command.command()
@click.argument("ref")
@verb
def end(run: Invocation, ref: str) -> None:
    """End a token now."""
    run.open_database()
    from schoolgate.estate import actions
    from schoolgate.people.queries import school

    row = actions.end_token(school(run.school), ref, actor=operator())
    run.show({"ref": row.ref, "ended_at": row.ended_at}, f"{row.ref}  {row.name} works no more.")


@command.command()
@verb
def rights(run: Invocation) -> None:
    """List what a token may be allowed."""
    run.open_database()
    from schoolgate.estate import scopes

    found = scopes.everything()
    document = [{"key": scope.key, "words": scope.words} for scope in found.values()]
    run.show(document, "\n".join(f"{scope.key}  {scope.words}" for scope in found.values()))


def _plain(token: "Token") -> dict[str, object]:
    return {
        "ref": token.ref,
        "name": token.name,
        "scopes": list(token.scopes),
        "works": token.works,
        "ends_on": token.ends_on,
        "ended_at": token.ended_at,
        "last_used_on": token.last_used_on,
    }


def _words(token: "Token") -> str:
    state = f"until {token.ends_on.isoformat()}" if token.works else "works no more"
    used = f"last used {token.last_used_on.isoformat()}" if token.last_used_on else "never used"
    return f"{token.ref}  {token.name}, {state}, {used}: {', '.join(token.scopes)}"
