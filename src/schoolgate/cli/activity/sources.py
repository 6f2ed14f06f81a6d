"""The sources of web activity at the command line: adding one, listing them, ending one, and following them."""

import signal
import threading
from typing import Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError


@click.group()
def source() -> None:
    """Where web activity comes from: add, list, end, follow."""


@source.command()
@click.argument("name")
@click.option("--feed", required=True, metavar="KIND", help="Which kind of log it is.")
@click.option("--by", "transport", required=True, metavar="WAY", help="tail, folder, syslog, sftp, machine or upload.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="What the way asks, such as path=...")
@click.option("--zone", default="", help="The time zone of times that name none; the school's own if left out.")
@click.option("--skew", "skew_seconds", default=0.0, help="How many seconds the source's clock is ahead.")
@verb
def add(
    run: Invocation, name: str, feed: str, transport: str, settings: tuple[str, ...], zone: str, skew_seconds: float
) -> None:
    """Add the source NAME. It is followed by schoolgate serve from then on."""
    given: dict[str, str] = {}
    for each in settings:
        key, equals, value = each.partition("=")
        if not equals:
            raise BadInputError(each, "it has no = in it.", "Write --set path=/var/log/squid/access.log.")
        given[key] = value
    run.open_database()
    from schoolgate.activity.actions.following import set_up
    from schoolgate.people import queries as people

    options = {key: value for key, value in (("zone", zone), ("skew_seconds", skew_seconds)) if value}
    row = set_up(people.school(run.school), name, feed, transport, given, actor=operator(), options=options)
    document = {"ref": row.ref, "name": row.name, "feed": row.feed, "by": row.transport}
    run.show(document, f"{row.name} is a source from now on. Its ref is {row.ref}.")


@source.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List the sources and how each does, those that need somebody first."""
    run.open_database()
    from schoolgate.activity.queries.following import standings
    from schoolgate.people import queries as people

    found = standings(people.school(run.school))
    document: list[dict[str, Any]] = [
        {
            "ref": one.row.ref,
            "name": one.row.name,
            "feed": one.row.feed,
            "by": one.row.transport,
            "state": one.state,
            "last_heard": one.row.last_heard_at,
            "every": one.every,
            "trouble": one.trouble or None,
            "waiting": one.held,
            "kept_in_seven_days": one.kept,
            "rejected_in_seven_days": one.rejected,
        }
        for one in found
    ]
    lines = [f"{one.row.ref}  {one.state:<8} {one.row.transport:<8} {one.row.name}  {one.trouble}" for one in found]
    run.show(document, "\n".join(lines) or "No source has been added yet.")


@source.command()
@click.argument("ref")
@verb
def end(run: Invocation, ref: str) -> None:
    """Take nothing more from the source REF. What came stays as long as it is kept."""
    run.open_database()
    from schoolgate.activity import queries
    from schoolgate.activity.actions import following
    from schoolgate.people import queries as people

    row = queries.source(people.school(run.school), ref)
    following.end(row, actor=operator())
    run.show({"ref": ref, "ended": True}, f"{row.name} is followed no more.")


@click.command()
@click.option("--once", is_flag=True, help="Look at every source once, and end.")
@verb
def follow(run: Invocation, once: bool) -> None:
    """Follow the sources of every school until stopped: schoolgate serve starts this by itself."""
    run.open_database()
    from pathlib import Path

    from django.conf import settings

    from schoolgate.activity.following.follower import Following, alone

    data = Path(settings.SCHOOLGATE_DATA)
    stop = threading.Event()
    if not once:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stop.set())
    with alone(data), Following(data, say=lambda words: click.echo(words, err=True)) as following:
        kept = following.follower.look() if once else 0
        if not once:
            following.run(stop.wait)
    run.show({"kept": kept} if once else {}, f"{kept} rows were kept." if once else "Stopped.")


source.add_command(follow)
