"""Agreements: which there are, who holds which, and who is still to sign."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt

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
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE.pdf")
@verb
def print_slips(run: Invocation, group: str, out: Path) -> None:
    """Make a slip for each child, class by class, with the words overleaf. Those printed before stay good."""
    run.open_database()
    from schoolgate.agreements import actions
    from schoolgate.people import queries as people

    made = actions.print_slips(people.school(run.school), group, actor=operator())
    out.write_bytes(made.pdf)
    told = {"slips": len(made.names), "pages": made.pages, "file": str(out)}
    run.show(told, f"{told['slips']} slips on {told['pages']} pages: {out}")


@slips.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--on", type=DAY, help="The day the slips came back; today if left out.")
@verb
def read_slips(run: Invocation, files: tuple[Path, ...], on: date | None) -> None:
    """Read scans (PDF, JPEG, PNG, TIFF): plain slips are noted, doubtful ones wait on the page Paper slips."""
    run.open_database()
    from schoolgate.agreements import actions
    from schoolgate.agreements.queries.slips import scan_state
    from schoolgate.people import queries as people

    school, rows = people.school(run.school), []
    for file in files:
        scan, new = actions.give_scan(school, file.name, file.read_bytes(), actor=operator(), on=on)
        state = scan_state(actions.read_scan(scan))
        rows.append(
            {"scan": state.ref, "file": file.name, "new": new, "state": str(state.state), "pages": state.pages}
            | {"read": state.read, "look": state.look, "unread": state.unread, "trouble": state.trouble or None}
        )
    run.show(rows, lambda: "\n".join(_scan(row) for row in rows))


def _scan(row: dict[str, Any]) -> str:
    if row["trouble"]:
        return f"{row['file']}: {row['trouble']}"
    return f"{row['file']}: {row['read']} read, {row['look']} to look at, {row['unread']} could not be read"
