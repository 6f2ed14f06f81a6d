"""Loading a roll of classes, staff and pupils, by the same way in as the pages."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.intake.loads.contract import Plan
    from schoolgate.intake.models import Delivery
    from schoolgate.people.models import School

_FEEDS: Final = {
    "oneroster": "oneroster",
    "ctf": "ctf",
    "sds": "sds",
    "csv": "people-csv",
    "contacts": "contacts-csv",
    "auto": "",
}
_LISTS: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xml", ".zip")
_VERBS: Final = ("joiners", "movers", "leavers", "changes", "families")
_SURE: Final = 0.9
_SHOWN: Final = 20


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "spelling", type=click.Choice(list(_FEEDS)), required=True, help="What it is.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; nothing is kept.")
@click.option("--anyway", is_flag=True, help="Yes to what it asks when the file is out of the ordinary.")
@click.option("--map", "mapped", multiple=True, metavar="HEADING=COLUMN", help="Which column a heading of a csv is.")
@verb
def load(run: Invocation, path: Path, spelling: str, dry_run: bool, anyway: bool, mapped: tuple[str, ...]) -> None:
    """Load classes, staff, pupils and their carers from PATH, a file or a folder of files that belong together.

    Says how many joined, moved, left, how many carers were tied or parted, and which rows could not be used. A file
    that is out of the ordinary (many leavers, another school's) changes nothing until it is given again with --anyway.
    It can be undone: `intake undo`.
    """
    run.open_database()
    name, data = _given(path)
    from schoolgate.people import queries

    school = queries.school(run.school)
    columns, feed = dict(_pair(words) for words in mapped), _feed(spelling, name, data)
    if dry_run:
        plan = _dry(school, name, data, feed, columns)
        run.show(_document(plan, done=False), lambda: _words(plan, "Nothing was changed: this was a dry run."))
        return
    delivery, plan = _ready(school, name, data, feed, columns)
    _finish(run, delivery, plan, anyway=anyway)


def _finish(run: Invocation, delivery: "Delivery", plan: "Plan", *, anyway: bool) -> None:
    from schoolgate.intake import actions

    if delivery.state == "applied":
        none = {**_document(plan, done=True, ref=delivery.ref), **dict.fromkeys(_VERBS, 0), "repeated": True}
        run.show(none, "It is the file that was applied last: nothing has changed.")
        return
    if plan.stop and not anyway:
        run.show(_document(plan, done=False, ref=delivery.ref), lambda: _words(plan, "Nothing was changed yet."))
        raise BadInputError(
            delivery.name, plan.stop, "Say --anyway if that is right, or answer it on the page of files."
        )
    done = actions.apply(delivery, shown=delivery.plan_digest, answered=anyway, actor=operator())
    run.show(_document(plan, done=True, ref=done.ref), lambda: _words(plan, f"Done. It can be undone: {done.ref}."))


def _feed(spelling: str, name: str, data: bytes) -> str:
    """The feed that was named, or for ``auto`` the one that knows the file."""
    if spelling != "auto":
        return _FEEDS[spelling]
    from schoolgate.intake import bounded
    from schoolgate.intake.loads.registry import LOADS

    (looked,) = bounded.run("look", {"feed": ""}, {name: data})
    found = str(looked["feed"])
    if found not in LOADS.get("roster").feeds:
        known = ", ".join(key for key in _FEEDS if key != "auto")
        raise BadInputError(name, "it is not known as a roll of people.", f"Say --format, one of: {known}.")
    return found


def _given(path: Path) -> tuple[str, bytes]:
    """The file, or the lists in a folder as one set."""
    if path.is_file():
        return path.name, path.read_bytes()
    if not path.is_dir():
        raise BadInputError(str(path), "there is no such file or folder.", "Check the path.")
    files = {file.name: file.read_bytes() for file in sorted(path.iterdir()) if file.suffix.lower() in _LISTS}
    if not files:
        raise BadInputError(str(path), "there is no list in this folder.", f"Give one of: {', '.join(_LISTS)}.")
    if len(files) == 1:
        return next(iter(files.items()))
    from schoolgate.intake.actions.receiving import as_set

    return as_set(files)


def _pair(words: str) -> tuple[str, str]:
    heading, mark, column = words.rpartition("=")
    if not mark:
        raise BadInputError(f"--map {words}", "there is no = in it.", 'Write, for one, --map "Known as=given_name".')
    return heading, column


def _ready(school: "School", name: str, data: bytes, feed: str, columns: dict[str, str]) -> tuple["Delivery", "Plan"]:
    """The file as it came in, and what applying it would do. Raises ``BadInputError`` where it is not taken."""
    from schoolgate.feeds.contract import Reject
    from schoolgate.intake import actions, queries
    from schoolgate.intake.models import Delivery
    from schoolgate.intake.previews import with_rejects

    given = actions.receive(
        school, name, data, way=Delivery.Way.COMMAND, actor=operator(), feed=feed, load="roster"
    ).delivery
    delivery = actions.advance(given)
    if delivery.state == Delivery.State.MAPPING:
        found = _columns(delivery.looked, columns)
        delivery = actions.save_mapping(delivery, found, actor=operator())
    if delivery.state == Delivery.State.REFUSED:
        raise BadInputError(name, delivery.trouble, "Nothing was changed.")
    spoilt = [Reject(row.line, row.reason, row.raw, row.part) for row in queries.rejects(delivery)]
    return delivery, with_rejects(queries.preview(delivery), spoilt)


def _columns(looked: dict[str, object], said: dict[str, str]) -> dict[str, str]:
    """Which heading is which column: as was said, and else where there is no doubt."""
    guesses = looked["guesses"]
    assert isinstance(guesses, list)
    sure = {heading: column for heading, column, sureness in guesses if column and sureness >= _SURE}
    return {heading: column for heading, column in sure.items() if column not in said.values()} | said


def _dry(school: "School", name: str, data: bytes, feed: str, columns: dict[str, str]) -> "Plan":
    from schoolgate.feeds.contract import Reject, Row
    from schoolgate.intake import bounded
    from schoolgate.intake.loads.registry import LOADS
    from schoolgate.intake.previews import with_rejects
    from schoolgate.people.access import today

    (looked,) = bounded.run("look", {"feed": feed}, {name: data})
    mapping = _columns(looked, columns)
    rows: list[Row] = []
    rejects: list[Reject] = []
    for batch in bounded.run("rows", {"feed": feed, "mapping": mapping}, {name: data}):
        for line, part, *rest in batch:
            if len(rest) == 1:
                rows.append(Row(line, rest[0], part))
            else:
                rejects.append(Reject(line, rest[0], rest[1], part))
    return with_rejects(LOADS.get("roster").plan(school, rows, on=today(school)), rejects)


def _document(plan: "Plan", *, done: bool, ref: str = "") -> dict[str, object]:
    """Counts and reasons; no name and no row leaves the school's own machine by a log."""
    verbs = [one.verb for one in plan.changes]
    return {
        **{verb: verbs.count(verb) for verb in _VERBS},
        "unchanged": plan.unchanged,
        "rejected": len(plan.rejects),
        "rejects": [{"file": one.part, "line": one.line, "reason": one.reason} for one in plan.rejects],
        "stop": plan.stop or None,
        "remarks": list(plan.remarks),
        "applied": done,
        **({"file": ref} if ref else {}),
    }


def _words(plan: "Plan", last: str) -> str:
    verbs = [one.verb for one in plan.changes]
    counts = ", ".join(f"{verb} {verbs.count(verb):,}" for verb in _VERBS)
    lines = [f"{counts}; unchanged {plan.unchanged:,}; rejected {len(plan.rejects):,}."]
    lines += [
        f"  {one.part} line {one.line}: {one.reason}".replace("   line", "  line") for one in plan.rejects[:_SHOWN]
    ]
    if len(plan.rejects) > _SHOWN:
        lines.append(f"  and {len(plan.rejects) - _SHOWN:,} more.")
    asked = [f"It asks: {plan.stop}"] if plan.stop else []
    return "\n".join([*lines, *plan.remarks, *asked, last])
