"""Look the installation over: say what is wrong with it, and how to mend it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.frame.doctor import Outcome


@click.command()
@click.option("--quick", is_flag=True, help="Leave out what reads everything or knocks at other machines.")
@verb
def command(run: Invocation, quick: bool) -> int:
    """Look the installation over: say what is wrong with it, and how to mend it. Changes nothing.

    Exit 1 when something is wrong; what is only worth knowing does not count.
    """
    run.open_as_it_is()
    from schoolgate.frame import doctor

    outcomes = doctor.examine(thorough=not quick)
    run.show(_plain(outcomes), lambda: _words(outcomes))
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


def _plain(outcomes: Sequence["Outcome"]) -> dict[str, object]:
    rows = [
        {
            "key": outcome.key,
            "title": outcome.title,
            "well": not outcome.findings,
            "findings": [
                {"severity": one.severity.value, "thing": one.thing, "cause": one.cause, "fix": one.fix}
                for one in outcome.findings
            ],
        }
        for outcome in outcomes
    ]
    return {"well": not any(outcome.wrong for outcome in outcomes), "checks": rows}


def _words(outcomes: Sequence["Outcome"]) -> str:
    told: list[str] = []
    for outcome in outcomes:
        told.append(f"{'WRONG ' if outcome.wrong else 'notice' if outcome.findings else 'well  '}  {outcome.title}")
        for one in outcome.findings:
            told += [f"          {one.thing}: {one.cause}", f"          To mend it: {one.fix}"]
    wrong = sum(outcome.wrong for outcome in outcomes)
    told.append("")
    told.append(
        f"{len(outcomes)} things looked at, {wrong} wrong." if wrong else f"{len(outcomes)} things looked at: well."
    )
    return "\n".join(told)
