"""``ledger verify`` and ``ledger prove``."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.ledger.notes import Checkpoint
    from schoolgate.ledger.queries import Verdict


@click.command()
@click.option(
    "--checkpoint",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Hold the record against a checkpoint that was kept elsewhere. May be said again.",
)
@verb
def verify(run: Invocation, files: tuple[Path, ...]) -> int:
    """Check every entry of every chain, or of the school's with --school. Exit 1 when one is not whole.

    Somebody who owns the database and the keys can write a record anew so that it fits together. That shows only
    against a checkpoint kept where they could not reach it: give it with --checkpoint.
    """
    run.open_database()
    from schoolgate.ledger import actions, queries
    from schoolgate.people.queries import school

    given = [_note(path) for path in files]
    chain = actions.school_chain(school(run.school).ref) if run.school else None
    verdicts = queries.verify(chain, given=given)
    run.show([_plain(verdict) for verdict in verdicts], lambda: _words(verdicts, given=bool(given)))
    return 0 if all(verdict.whole for verdict in verdicts) else 1


@click.command()
@click.argument("ref")
@click.argument("number", type=click.IntRange(0))
@verb
def prove(run: Invocation, ref: str, number: int) -> None:
    """Print the proof that item NUMBER (from 0) is in the load whose entry is REF.

    Whoever is given it can check it against the root in that entry by RFC 6962, without seeing any other item.
    """
    run.open_database()
    from schoolgate.ledger import queries
    from schoolgate.ledger.labels import Label

    proof = queries.prove(ref, number, labels=[Label.SCHOOL, Label.SAFEGUARDING])
    steps = "\n".join(f"  {step}" for step in proof.path)
    told = f"Item {number} of {proof.leaves} in entry {proof.sequence} of {proof.chain}: {proof.item}"
    words = f"{told}\nsalt {proof.salt}\nfrom its leaf, nearest first:\n{steps}\nto the root {proof.root}"
    run.show(asdict(proof), words)


def _note(path: Path) -> "Checkpoint":
    from schoolgate.ledger import notes

    try:
        return notes.read(path.read_text(encoding="utf-8", errors="replace"), str(path))
    except OSError as error:
        raise BadInputError(str(path), f"it cannot be read: {error.strerror}.", "Say where the note is.") from None


def _plain(verdict: "Verdict") -> dict[str, object]:
    return {
        "chain": verdict.chain,
        "whole": verdict.whole,
        "entries": verdict.entries,
        "erased": verdict.erased,
        "head": verdict.head,
        "items": verdict.items,
        "items_erased": verdict.items_erased,
        "authorities": dict(verdict.authorities),
        "checkpoints": verdict.checkpoints,
        "warnings": list(verdict.warnings),
        "faults": [{"sequence": fault.sequence, "what": fault.what, "words": fault.words} for fault in verdict.faults],
        "unsaid": verdict.unsaid,
    }


def _words(verdicts: Sequence["Verdict"], *, given: bool) -> str:
    if not verdicts:
        return "Nothing is recorded yet."
    told: list[str] = []
    for verdict in verdicts:
        state = "whole" if verdict.whole else "NOT WHOLE"
        told.append(f"{verdict.chain}: {state}, {_counts(verdict)}; last digest {verdict.head}")
        told += [f"  {fault.words}" for fault in verdict.faults]
        told += [f"  and {verdict.unsaid} more" for _ in range(1) if verdict.unsaid]
    told += [f"To know: {warning}" for warning in verdicts[0].warnings]
    if not given:
        told.append("A record written anew by whoever owns the database and the keys shows only against a checkpoint")
        told.append("kept elsewhere: ledger verify --checkpoint FILE.")
    return "\n".join(told)


def _counts(verdict: "Verdict") -> str:
    from schoolgate.ledger.authorities import WORDS

    known = {authority.value: words for authority, words in WORDS.items()}
    parts = [_many(verdict.entries, "entry", "entries")]
    if verdict.items:
        parts.append(_many(verdict.items, "item", "items"))
    if verdict.erased:
        parts.append(f"{verdict.erased} of them erased but in place")
    if verdict.items_erased:
        parts.append(f"{_many(verdict.items_erased, 'item', 'items')} erased but in place")
    parts += [f"{count} under {known.get(by, by)}" for by, count in verdict.authorities]
    if verdict.checkpoints:
        parts.append(_many(verdict.checkpoints, "checkpoint fits", "checkpoints fit"))
    return ", ".join(parts)


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
