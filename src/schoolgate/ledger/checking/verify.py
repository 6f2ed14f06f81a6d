"""Checking every chain, with the guard and the signing keys of the installation."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from schoolgate.ledger import notes, triggers
from schoolgate.ledger.checking import rows
from schoolgate.ledger.checking.chain import Check
from schoolgate.ledger.checking.points import keys, points
from schoolgate.ledger.checking.verdicts import Fault, Tally, Verdict
from schoolgate.ledger.models import Chain


def verify(chain: str | None = None, *, given: Iterable[notes.Checkpoint] = ()) -> list[Verdict]:
    """Check every chain, or one, entry by entry, in flat memory; ``given`` are checkpoints that were kept elsewhere.

    Finds, and names: an entry changed, removed, swapped, played again, brought from another chain or dated back; a
    record split in two; what an entry said, or an item of a batch, changed or taken without an erasure; an end cut off,
    or a whole chain made anew, where a checkpoint shows it; and a guard that is not in place.

    Not found, because nothing here could show it: what was done after the last checkpoint that was kept elsewhere, by
    somebody who owns the database, the triggers and the signing key.
    """
    notes_given = list(given)
    shared = Tally()
    _guard(shared)
    warnings = tuple(keys(shared))
    chains = Chain.objects.order_by("key")
    verdicts = [
        _with(_check(row, notes_given), shared.faults, warnings)
        for row in (chains if chain is None else chains.filter(key=chain))
    ]
    there = {verdict.chain for verdict in verdicts}
    return verdicts + [_gone(key) for key in sorted({note.chain for note in notes_given} - there)]


def _check(chain: Chain, given: list[notes.Checkpoint]) -> Verdict:
    tally = Tally()
    ours = [note for note in given if note.chain == chain.key]
    with rows.steadily():
        return Check(chain, points(chain, ours, tally), tally).run()


def _guard(tally: Tally) -> None:
    lost = triggers.missing(connection) + triggers.weakened(connection)
    if lost:
        which = ", ".join(lost[:3]) + (f" and {len(lost) - 3} more" if len(lost) > 3 else "")
        words = f"The database's own guard against changes is not in place: {which} missing or changed."
        tally.add(0, "guard-gone", words)


def _with(verdict: Verdict, faults: list[Fault], warnings: tuple[str, ...]) -> Verdict:
    return replace(verdict, faults=(*faults, *verdict.faults), warnings=warnings)


def _gone(key: str) -> Verdict:
    words = "A checkpoint was given of a record that is not here: it is another installation's, or the record is gone."
    return Verdict(key, 0, 0, "", (Fault(0, "record-missing", words),))
