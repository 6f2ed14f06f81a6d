"""The checks there are, and what one of them finds today."""

from datetime import date
from typing import Any

import click

from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import judge


@click.group()
def command() -> None:
    """List the checks, or run one over the policy in force."""


@command.command("list")
@verb
def list_controls(run: Invocation) -> None:
    """List every check: its title, who owns it, how often it runs and which facts it asks for."""
    rows = [
        {
            "key": control.key,
            "title": control.title,
            "owner": control.owner,
            "rhythm": control.rhythm,
            "topics": control.topics,
            "facts": control.facts,
        }
        for control in CONTROLS
    ]
    run.show(rows, "\n".join(f"{row['key']:<28} {row['title']}" for row in rows))


@command.command("run")
@click.argument("key")
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@verb
def run_control(run: Invocation, key: str, on: date | None) -> None:
    """Run the check KEY over every promise it concerns, and print what it finds."""
    control = CONTROLS.get(key)
    run.open_database()
    from schoolgate.evidence.queries import end_of, evidence
    from schoolgate.people import queries as people
    from schoolgate.people.access import today
    from schoolgate.policy import queries as policies

    school = people.school(run.school)
    day = on or today(school)
    policy = policies.in_force(school, on=day)
    found = judge(policy, [control], end_of(school, day), evidence(school, day)).promises if policy else ()
    rows: list[dict[str, Any]] = [
        {
            "number": judged.promise.number,
            "ref": judged.promise.ref,
            "text": judged.promise.clause.text,
            "standing": finding.standing,
            "because": finding.because,
        }
        for judged in found
        for _, finding in judged.checks
    ]
    words = [f"{row['number']:>4}. {row['standing']}: {row['because']}\n      {row['text']}" for row in rows]
    run.show(rows, "\n".join(words) or f"“{control.title}” concerns no promise of the policy in force.")
