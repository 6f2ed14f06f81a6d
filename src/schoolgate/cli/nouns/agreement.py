"""Agreements: which there are, who holds which, and who is still to sign."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.files.scans import Given, scans_in
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.people.models import School

_ON = click.option("--on", type=DAY, help="The day asked about; today if left out.")


@click.group()
def command() -> None:
    """List agreements, say who holds which, and who is still to sign. People are told by ref: names are on the pages.

    Nobody signs here: that is signed in, by a link, or on paper that the office notes.
    """


@command.command("list")
@_ON
@verb
def list_kinds(run: Invocation, on: date | None) -> None:
    """List the kinds of agreement: whom each binds, when it lapses, what waits for it, and the words in force."""
    run.open_database()
    from schoolgate.agreements import queries
    from schoolgate.agreements.registry import KINDS
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    used = queries.in_use(school, on or today(school))
    rows: list[dict[str, Any]] = [
        {
            "kind": kind.key,
            "title": kind.title,
            "binds": list(kind.binds),
            "signed_by": kind.signs.value,
            "lapses": kind.lapses.value,
            "gates": list(kind.gates),
            "version": used.get(kind.key),
        }
        for kind in KINDS
    ]
    run.show(rows, lambda: "\n".join(_kind(row) for row in rows))


@command.command()
@click.option("--for", "person", default="", metavar="REF", help="Only what this person holds.")
@_ON
@verb
def held(run: Invocation, person: str, on: date | None) -> None:
    """Say who holds which agreement on a day."""
    run.open_database()
    from schoolgate.agreements import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    if person:
        people.person(school, person)
    found = queries.held(school, on or today(school))
    rows = [
        {"person": ref, "kind": one.kind, "version": one.version, "on": one.on, "until": one.until, "way": one.way}
        for ref, some in sorted(found.items())
        for one in sorted(some, key=lambda one: (one.kind, one.on))
        if not person or ref == person
    ]
    run.show(rows, lambda: "\n".join(_held(row) for row in rows) or "Nothing is held.")


@command.command()
@click.option("--kind", metavar="KIND", default="", help="Only this kind of agreement.")
@_ON
@verb
def chase(run: Invocation, kind: str, on: date | None) -> None:
    """Say who is still to sign: families as on the office's page, and how many of each agreement.

    With --json each person by ref, with the carer (a ref) who is chased for them, and what comes next.
    """
    run.open_database()
    from schoolgate.agreements import queries
    from schoolgate.agreements.registry import KINDS
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    day = on or today(school)
    kinds = [KINDS.get(kind).key] if kind else []
    found = queries.missing(school, day, kinds=kinds)
    now = queries.round_now(school, day)
    family = {child.person: one for one in now.chase for child in one.children}
    rows = [
        {
            "person": one.person,
            "class": one.group or None,
            "kinds": list(one.kinds),
            "family": family[one.person].carer or None if one.person in family else None,
            "next": family[one.person].step.value if one.person in family else None,
        }
        for one in found
    ]
    said = f"{now.answered} of {now.families} families have answered; {len(now.by_hand)} to chase by hand."
    run.show(rows, lambda: f"{said}\n{_chased(Counter(key for one in found for key in one.kinds))}")


def _kind(row: dict[str, Any]) -> str:
    waits = f"; {', '.join(row['gates'])} wait for it" if row["gates"] else ""
    words = f"words {row['version']}" if row["version"] else "no words approved yet"
    return f"{row['kind']}: {row['title']}\n  signed by {row['signed_by']}, lapses: {row['lapses']}{waits}; {words}"


def _held(row: dict[str, Any]) -> str:
    until = f", to {spelt(row['until'])}" if row["until"] else ""
    return f"{row['person']}  {row['kind']}, {spelt(row['on'])}{until} ({row['way']})"


def _chased(counts: Counter[str]) -> str:
    return "\n".join(f"{kind}: {n} still to come" for kind, n in sorted(counts.items())) or "Everything is back."


@command.group()
def slips() -> None:
    """Print paper slips, and read scans or photos of those that came back."""


@slips.command("print")
@click.option("--class", "group", default="", metavar="REF", help="Only this class; the whole school if left out.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE.pdf",
              help="The file to write, or a folder, which gets slips.pdf.")  # fmt: skip
@verb
def print_slips(run: Invocation, group: str, out: Path) -> None:
    """Make a slip for each child, class by class, with the words overleaf. Those printed before stay good."""
    run.open_database()
    from schoolgate.agreements import actions
    from schoolgate.people import queries as people

    file = out / "slips.pdf" if out.is_dir() else out
    if not file.parent.is_dir():
        raise BadInputError(str(out), "there is no such folder.", "Make it, or name another.")
    made = actions.print_slips(people.school(run.school), group, actor=operator())
    try:
        file.write_bytes(made.pdf)
    except OSError as error:
        cause = f"it could not be written ({error.strerror}); what was printed now counts for nothing."
        raise BadInputError(str(file), cause, "Name a folder you may write to, and print again.") from error
    told = {"slips": len(made.names), "pages": made.pages, "file": str(file)}
    run.show(told, f"{told['slips']} slips on {told['pages']} pages: {file}")


@slips.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", type=DAY, help="The day the slips came back; today if left out.")
@verb
def read_slips(run: Invocation, files: tuple[Path, ...], on: date | None) -> None:
    """Read scans (PDF, JPEG, PNG, TIFF): plain slips are noted, doubtful ones wait on the page Paper slips.

    FILES may be folders and zip files of them. What cannot be read is said and stops no other; the command then ends
    with 1. The same file again adds nothing.
    """
    run.open_database()
    from schoolgate.people import queries as people

    school, rows = people.school(run.school), []
    for scan in scans_in(files):
        run.progress(f"Reading {scan.name} ...")
        rows.append(_read(school, scan, on))
    run.show(rows, lambda: "\n".join(_scan(row) for row in rows))
    if any(row["trouble"] for row in rows):
        click.get_current_context().exit(1)


def _read(school: "School", given: Given, on: date | None) -> dict[str, Any]:
    """What became of one file."""
    from schoolgate.agreements import actions
    from schoolgate.agreements.queries.slips import scan_state

    row: dict[str, Any] = {"scan": None, "file": given.name, "new": False, "state": "refused", "pages": 0}
    row |= {"read": 0, "look": 0, "unread": 0, "trouble": given.trouble or None}
    if given.trouble:
        return row
    try:
        scan, new = actions.give_scan(school, given.name, given.data, actor=operator(), on=on)
    except BadInputError as error:
        return row | {"trouble": f"{error.cause} {error.next_step}"}
    state = scan_state(actions.read_scan(scan))
    return {"scan": state.ref, "file": given.name, "new": new, "state": str(state.state), "pages": state.pages} | {
        "read": state.read, "look": state.look, "unread": state.unread, "trouble": state.trouble or None,
    }  # fmt: skip


def _scan(row: dict[str, Any]) -> str:
    if row["trouble"]:
        return f"{row['file']}: {row['trouble']}"
    again = "" if row["new"] else " (given before: nothing was added)"
    return f"{row['file']}: {row['read']} read, {row['look']} to look at, {row['unread']} could not be read{again}"
