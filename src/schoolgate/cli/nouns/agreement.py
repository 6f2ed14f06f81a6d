"""Agreements: which there are, who holds which, and who is still to sign."""

from collections import Counter
from datetime import date
from typing import Any

import click

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
