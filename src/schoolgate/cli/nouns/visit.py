"""Who came to visit, who is on site, and the tablets at the door."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.door.queries import Known, TabletKnown


@click.group()
def command() -> None:
    """Say who came to visit and who is on site, and pair the tablets at the door."""


@command.command(name="list")
@click.option("--on", type=DAY, help="The day; today if left out.")
@verb
def list_(run: Invocation, on: date | None) -> None:
    """List everybody who came on a day, with when, and whether they accepted the rule on telephones."""
    run.open_database()
    from schoolgate.door import queries
    from schoolgate.people.access import today
    from schoolgate.people.queries import school

    here = school(run.school)
    found = queries.visits(here, on or today(here))
    run.show([_plain(one) for one in found], "\n".join(map(_words, found)) or "Nobody came on that day.")


@command.command(name="on-site")
@verb
def on_site(run: Invocation) -> None:
    """List who signed in today and not out, and when each tablet was last heard from.

    Whoever came or went since then at a tablet that is silent is not on it.
    """
    run.open_database()
    from schoolgate.door import queries
    from schoolgate.people.queries import school

    here = school(run.school)
    found, heard = queries.on_site(here), [one for one in queries.tablets(here) if one.state in ("heard", "quiet")]
    fresh = [f"{one.name}: last heard from {one.minutes} minutes ago, {one.waiting} still to come" for one in heard]
    told = [*(map(_words, found) if found else ["Nobody is signed in."]), *(fresh or ["No tablet is paired."])]
    run.show({"visits": [_plain(one) for one in found], "tablets": [_tablet(one) for one in heard]}, "\n".join(told))


@command.group()
def tablet() -> None:
    """Pair a tablet at the door, list them, and take one off."""


@tablet.command()
@click.option("--name", required=True, help="The door it stands at; never a person.")
@verb
def pair(run: Invocation, name: str) -> None:
    """Make a code and print it, this once. It is typed on the tablet at /door/pair/ within a quarter of an hour."""
    run.open_database()
    from schoolgate.door import actions
    from schoolgate.people.queries import school

    made = actions.make_tablet(school(run.school), name, actor=operator())
    document = {"ref": made.row.ref, "code": made.code, "until": made.row.code_until}
    run.show(document, f"{made.row.ref}  {made.row.name}\n{made.code}\nType it on the tablet, at /door/pair/.")


@tablet.command(name="list")
@verb
def tablets(run: Invocation) -> None:
    """List the tablets, with when each was last heard from."""
    run.open_database()
    from schoolgate.door import queries
    from schoolgate.people.queries import school

    found = queries.tablets(school(run.school))
    lines = [f"{one.ref}  {one.state:6} {one.name}" for one in found]
    run.show([_tablet(one) for one in found], "\n".join(lines) or "No tablet has been paired yet.")


@tablet.command()
@click.argument("ref")
@verb
def revoke(run: Invocation, ref: str) -> None:
    """Take a tablet off: it can do nothing more from now on."""
    run.open_database()
    from schoolgate.door import actions
    from schoolgate.people.queries import school

    row = actions.end_tablet(school(run.school), ref, actor=operator())
    run.show({"ref": row.ref, "ended_at": row.ended_at}, f"{row.ref}  {row.name} is off.")


def _plain(one: "Known") -> dict[str, Any]:
    return {
        "ref": one.ref,
        "name": one.name,
        "kind": one.kind,
        "from": one.from_whom or None,
        "to_see": one.to_see or None,
        "came_at": one.came_at,
        "left_at": one.left_at,
        "over": one.over or None,
        "answer": one.answer,
        "way": one.way,
        "digest": one.digest or None,
        "person": one.person or None,
    }


def _words(one: "Known") -> str:
    left = f"{one.left_at:%H:%M}" if one.left_at else "     "
    return f"{one.came_at:%H:%M} {left}  {one.name}, {one.kind}, {one.answer}" + (f", {one.over}" if one.over else "")


def _tablet(one: "TabletKnown") -> dict[str, Any]:
    return {
        "ref": one.ref,
        "name": one.name,
        "state": one.state,
        "seen_at": one.seen_at,
        "skew": one.skew,
        "waiting": one.waiting,
    }
