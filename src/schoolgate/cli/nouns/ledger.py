"""Check the permanent record: that nothing in it was changed, and nothing taken out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from schoolgate.cli.invocation import Invocation, verb

if TYPE_CHECKING:
    from schoolgate.ledger.queries import Verdict


@click.group()
def command() -> None:
    """Check the permanent record."""


@command.command()
@verb
def verify(run: Invocation) -> int:
    """Check every entry of every chain, or of the school's with --school. Exit 1 when one is not whole.

    An end cut off by somebody who owns the database does not show here: compare the last digest with one kept
    elsewhere.
    """
    run.open_database()
    from schoolgate.ledger import actions, queries
    from schoolgate.people.queries import school

    chain = actions.school_chain(school(run.school).ref) if run.school else None
    verdicts = queries.verify(chain)
    run.show([_plain(verdict) for verdict in verdicts], lambda: _words(verdicts))
    return 0 if all(verdict.whole for verdict in verdicts) else 1


def _plain(verdict: "Verdict") -> dict[str, object]:
    return {
        "chain": verdict.chain,
        "whole": verdict.whole,
        "entries": verdict.entries,
        "erased": verdict.erased,
        "head": verdict.head,
        "faults": [{"sequence": fault.sequence, "what": fault.what, "words": fault.words} for fault in verdict.faults],
    }


def _words(verdicts: Sequence["Verdict"]) -> str:
    if not verdicts:
        return "Nothing is recorded yet."
    told: list[str] = []
    for verdict in verdicts:
        state = "whole" if verdict.whole else "NOT WHOLE"
        count = "1 entry" if verdict.entries == 1 else f"{verdict.entries} entries"
        erased = f", {verdict.erased} of them erased but in place" if verdict.erased else ""
        told.append(f"{verdict.chain}: {state}, {count}{erased}; last digest {verdict.head}")
        told += [f"  {fault.words}" for fault in verdict.faults]
    told.append("An end cut off by whoever owns the database shows only against a digest kept elsewhere.")
    return "\n".join(told)
