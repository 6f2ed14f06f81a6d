"""Giving files from the command line, and saying what becomes of them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.intake.actions import Received
    from schoolgate.intake.models import Delivery

_READ = 60_000_001  # one more than is taken: a larger file is refused in words


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--feed", default="", metavar="KIND", help="What kind of list it is; found out if left out.")
@click.option("--load", default="", metavar="LOAD", help="What it is to change; found out if there is only one.")
@click.option("--on", type=DAY, help="The day it speaks of; today if left out.")
@click.option("--together", is_flag=True, help="The files are the parts of one list.")
@click.option("--apply", "at_once", is_flag=True, help="Apply it where nothing stops; say what was done.")
@verb
def give(
    run: Invocation,
    files: tuple[Path, ...],
    feed: str,
    load: str,
    on: date | None,
    together: bool,
    at_once: bool,
) -> None:
    """Give FILES to the school, as its pages would take them.

    With --apply what would change is done, but only where every needed column is known by its own heading and nothing
    out of the ordinary would happen; else the file waits for a person, and what for is said.
    """
    read = {path.name: (content(path), datetime.fromtimestamp(path.stat().st_mtime, UTC)) for path in files}
    run.open_database()
    from schoolgate.intake import actions
    from schoolgate.intake.models import Delivery
    from schoolgate.people import queries as people

    school = people.school(run.school)
    if together and len(read) > 1:
        name, data = actions.as_set({name: data for name, (data, _made) in read.items()})
        read = {name: (data, max(made for _data, made in read.values()))}
    done = []
    for name, (data, made) in read.items():
        run.progress(f"Reading {name} ...")
        received = actions.receive(
            school,
            name,
            data,
            way=Delivery.Way.COMMAND,
            actor=operator(),
            feed=feed,
            load=load,
            true_on=on,
            collected_at=made,
        )
        done.append(told(received, at_once=at_once))
    run.show(done, lambda: "\n".join(words(one) for one in done))


def told(received: "Received", *, at_once: bool) -> dict[str, Any]:
    """A file that was received, as it is once it has gone as far as it may."""
    from schoolgate.intake import actions

    delivery = actions.advance(received.delivery)
    if at_once and not received.repeated:
        delivery = _apply(delivery)
    return {**plain(delivery), "repeated": received.repeated}


def _apply(delivery: "Delivery") -> "Delivery":
    """As far as the operator may: what a person must look at is left waiting."""
    from schoolgate.feeds.mapping import by_name
    from schoolgate.feeds.registry import FEEDS
    from schoolgate.intake import actions
    from schoolgate.intake.models import Delivery

    if delivery.state == Delivery.State.MAPPING and delivery.feed:
        columns = FEEDS.get(delivery.feed).columns
        known = by_name(delivery.looked["headings"], columns)
        if all(column.key in known.values() for column in columns if column.required):
            delivery = actions.save_mapping(delivery, known, actor=operator())
    if delivery.state == Delivery.State.READY and not delivery.stops:
        delivery = actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=operator())
    return delivery


def plain(delivery: "Delivery") -> dict[str, Any]:
    """A file as JSON: machinery and counts, with its own name."""
    mapping = delivery.mapping
    return {
        "ref": delivery.ref,
        "name": delivery.name,
        "state": delivery.state,
        "feed": delivery.feed or None,
        "load": delivery.load or None,
        "columns": dict(mapping.columns) if mapping else None,
        "changes": delivery.counts,
        "unchanged": delivery.unchanged,
        "rejected": delivery.rejected,
        "stops": delivery.stops,
        "trouble": delivery.trouble or None,
        "true_on": delivery.true_on,
        "received_at": delivery.received_at,
    }


def words(one: dict[str, Any]) -> str:
    from schoolgate.intake.models import Delivery

    lines = [f"{one['ref']}  {one['name']}: {Delivery.State(one['state']).label.lower()}."]
    if one["repeated"]:
        lines.append("  It was here already, the same to the letter: nothing was added.")
    if one["feed"]:
        lines.append(f"  Read as {one['feed']}" + (f", for {one['load']}." if one["load"] else "."))
    if one["columns"]:
        lines.append("  " + ", ".join(f"{heading} is {column}" for heading, column in one["columns"].items()) + ".")
    if one["changes"] or one["unchanged"] or one["rejected"]:
        counts = [f"{count} {verb}" for verb, count in one["changes"].items()]
        lines.append("  " + ", ".join([*counts, f"{one['unchanged']} unchanged", f"{one['rejected']} not used"]) + ".")
    if one["stops"] and one["state"] == "ready":
        lines.append("  It is out of the ordinary, so a person must answer for it on its page.")
    if one["trouble"]:
        lines.append(f"  {one['trouble']}")
    return "\n".join(lines)


def content(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(_READ)
    except FileNotFoundError as error:
        raise BadInputError(str(path), "there is no such file.", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise BadInputError(str(path), "it is a folder.", "Name the files in it.") from error
    except OSError as error:
        raise BadInputError(
            str(path), f"it could not be opened ({error.strerror}).", "Check that you may read it."
        ) from error
