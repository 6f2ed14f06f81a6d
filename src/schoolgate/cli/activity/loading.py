"""Loading logs of web activity from the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.activity.loaded import Loaded
    from schoolgate.feeds.activity.contract import ActivityFeed
    from schoolgate.intake.streams.opening import Part
    from schoolgate.people.models import School

_HEAD: Final = 65_536
_SAY_EVERY: Final = 500_000


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", default="", metavar="F", help="Which kind of log it is; found out if left out.")
@click.option("--source", "name", default="", metavar="NAME", help="What the school calls where it comes from.")
@click.option("--zone", default="", help="The time zone of times that name none; the school's own if left out.")
@verb
def load(run: Invocation, files: tuple[Path, ...], format_: str, name: str, zone: str) -> None:
    """Load FILES, logs of web activity, packed or not, into the school's log.

    What is there already is not kept twice, so a file may be given again, and files may overlap. A log of which no line
    could be used is refused once every other is in.
    """
    run.open_database()
    from schoolgate.people import queries as people

    school = people.school(run.school)
    if format_:
        _feed(format_)
    told: dict[str, float] = {"read": 0, "kept": 0, "rejected": 0, "repeated": 0, "seconds": 0.0}
    each = []
    for path in files:
        for given in _load_file(run, school, path, _Wanted(format_, name, zone)):
            each.append(given)
            told = {key: told[key] + given[key] for key in told}
    told["seconds"] = round(told["seconds"], 3)
    run.show({**told, "files": each}, lambda: "\n".join(map(_words, each)))
    _refuse_unusable(each)


def _refuse_unusable(each: list[dict[str, Any]]) -> None:
    """Raises ``BadInputError`` naming logs that gave nothing or broke off: whoever runs this by a timer must see."""
    useless = [one for one in each if one["trouble"] or not (one["kept"] or one["repeated"])]
    if not useless:
        return
    names = ", ".join(str(one["log"]) for one in useless)
    first = useless[0]
    why = first["trouble"] or (
        f"none of its {first['read']:,} lines could be read as {first['format']}."
        if first["read"]
        else "it has no lines."
    )
    raise BadInputError(names, why, "Check that it is a log of web activity, and say which with --format.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    feed: str
    name: str
    zone: str


def _load_file(run: Invocation, school: "School", path: Path, wanted: _Wanted) -> Iterator[dict[str, Any]]:
    from schoolgate.intake.streams.opening import parts

    try:
        with path.open("rb") as opened:
            for part in parts(opened, path.name):
                done, feed = _load_part(run, school, part, wanted)
                yield {"file": str(path), "log": part.name, "format": feed, **done.document, "trouble": part.trouble}
    except FileNotFoundError as error:
        raise BadInputError(str(path), "there is no such file.", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise BadInputError(str(path), "it is a folder.", "Name the files in it.") from error


def _load_part(run: Invocation, school: "School", part: "Part", wanted: _Wanted) -> tuple["Loaded", str]:
    from schoolgate.activity import actions
    from schoolgate.activity.actions.loading import load as load_rows
    from schoolgate.activity.ahead import ahead
    from schoolgate.feeds.activity.contract import Options

    head = bytearray()
    pieces: list[bytes] = []
    for piece in part.pieces:
        pieces.append(piece)
        head += piece
        if len(head) >= _HEAD:
            break
    feed = _feed(wanted.feed, bytes(head[:_HEAD]), part.name)
    source = actions.add_source(school, wanted.name or feed.words, feed.key, actor=operator())
    options = Options(zone=wanted.zone or school.time_zone)
    batches = feed.read(_chain(pieces, part.pieces), options)
    said = 0

    def progress(lines: int) -> None:
        nonlocal said
        if lines - said >= _SAY_EVERY:
            said = lines
            run.progress(f"{part.name}: {lines:,} lines ...")

    return load_rows(school, source, ahead(batches), actor=operator(), progress=progress), feed.key


def _chain(first: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    while first:
        yield first.pop(0)
    yield from rest


def _feed(key: str, head: bytes = b"", name: str = "") -> "ActivityFeed":
    from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS, recognised

    if key in ACTIVITY_FEEDS:
        return ACTIVITY_FEEDS.get(key)
    known = ", ".join(sorted(each.key for each in ACTIVITY_FEEDS))
    if key:
        raise BadInputError(f"the format {key!r}", "is not known.", f"Known: {known}.")
    found = recognised(head)
    if found is None:
        raise BadInputError(name, "its lines look like no log that is known.", f"Say which with --format: {known}.")
    return found


def _words(one: dict[str, Any]) -> str:
    rate = f", {one['read'] / one['seconds']:,.0f} lines a second" if one["seconds"] else ""
    line = (
        f"{one['log']} ({one['format']}): {one['read']:,} lines read, {one['kept']:,} kept, "
        f"{one['repeated']:,} there already, {one['rejected']:,} not readable{rate}."
    )
    return f"{line} {one['trouble']}" if one["trouble"] else line
