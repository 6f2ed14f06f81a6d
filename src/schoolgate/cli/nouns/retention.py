"""Erase what has been kept long enough, or is of one person, but for what is held; hold, or release it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.caretaking.actions import Erased


@click.group()
def command() -> None:
    """Erase what has been kept long enough, or is of one person, but for what is held; hold, or release it."""


@command.command()
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and change nothing.")
@click.option("--on", type=DAY, help="As if today were this day.")
@verb
def run(run: Invocation, dry_run: bool, on: date | None) -> None:
    """Erase what is due at every school, or at the one of --school. The clock does this once a day."""
    run.open_database()
    from schoolgate.caretaking import actions
    from schoolgate.people import queries
    from schoolgate.people.access import today

    schools = [queries.school(run.school)] if run.school else queries.schools()
    done = [
        one
        for school in schools
        for one in actions.erase_what_is_due(school, actor=operator(), on=on or today(school), dry_run=dry_run)
    ]
    run.show(done, lambda: _words(done, dry_run))


def _words(done: Sequence["Erased"], dry_run: bool) -> str:
    told = [
        f"{one.school}: {one.due} {one.words}, due since {one.since}; {one.held} held; "
        + ("nothing was changed." if dry_run else f"{one.rows} rows erased.")
        for one in done
    ]
    return "\n".join(told) or "Nothing is due."


@command.command()
@click.argument("person")
@click.option("--why", required=True, help="asked, mistake or order.")
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and change nothing.")
@verb
def erase(run: Invocation, person: str, why: str, dry_run: bool) -> None:
    """Erase what is kept of what PERSON, a ref, did on the web: lines, and alerts that no case rests on.

    Refused while they are held. Try it with --dry-run first: what is erased is gone.
    """
    run.open_database()
    from schoolgate.caretaking import actions
    from schoolgate.people import queries

    school = queries.school(run.school)
    done = actions.erase_of_person(school, person, why=why, actor=operator(), dry_run=dry_run)
    told = [
        f"{one.rows} {one.words} {'would be ' if dry_run else ''}erased; {one.kept} kept. {one.because}".strip()
        for one in done
    ]
    run.show(done, "\n".join(told))


@command.command()
@click.argument("subject")
@click.option("--why", required=True, help="The reason, for whoever asks later; it is kept locked.")
@click.option("--until", type=DAY, help="The first day it may be erased again; else until released.")
@verb
def hold(run: Invocation, subject: str, why: str, until: date | None) -> None:
    """From today erase nothing about SUBJECT, the ref of a person."""
    run.open_database()
    from schoolgate.caretaking import actions
    from schoolgate.people import queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    actions.place_hold(school, subject, why=why, actor=operator(), valid_from=today(school), valid_to=until)
    run.show({"held": subject, "until": until}, f"{subject} is held{f' until {until}' if until else ''}.")


@command.command()
@click.argument("subject")
@verb
def release(run: Invocation, subject: str) -> None:
    """From today SUBJECT is held no more."""
    run.open_database()
    from schoolgate.caretaking import actions
    from schoolgate.people import queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    actions.release_hold(school, subject, actor=operator(), valid_to=today(school))
    run.show({"released": subject}, f"{subject} is held no more.")


@command.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List how long each kind of thing is kept and why, and what is held today."""
    run.open_database()
    from schoolgate.caretaking import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    schools = [people.school(run.school)] if run.school else people.schools()
    lines = queries.schedule()
    held = [one for school in schools for one in queries.holds(school, on=today(school))]
    told = [f"{line.words}: {line.kept}. {line.because}" for line in lines]
    told += ["", *(f"held: {one.subject} from {one.valid_from}" for one in held)] if held else []
    run.show({"kept": lines, "held": held}, "\n".join(told))
