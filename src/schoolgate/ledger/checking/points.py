"""Holding a chain against its checkpoints: those kept here, and notes kept elsewhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger import notes
from schoolgate.ledger.checking.verdicts import Tally
from schoolgate.ledger.models import Chain, Checkpoint, SigningKey


@dataclass(frozen=True, slots=True)
class Point:
    """That a chain had this last digest when it was ``length`` long. ``name`` says which checkpoint says so."""

    length: int
    head: str
    name: str

    def judge(self, digest: str, tally: Tally) -> None:
        if digest == self.head:
            tally.checkpoints += 1
            return
        words = f"Entry {self.length} is not the one that was sealed by {self.name}: the record was written anew."
        tally.add(self.length, "rewritten", words)

    def cut_off(self, entries: int, tally: Tally) -> None:
        words = f"{self.name} sealed {self.length} entries, and the record ends at {entries}: the end was cut off."
        tally.add(self.length, "cut-off", words[0].upper() + words[1:])


def points(chain: Chain, given: Iterable[notes.Checkpoint], tally: Tally) -> dict[int, list[Point]]:
    """Every checkpoint of the chain by the length it sealed, those kept here and those given. One that is false, or
    that is signed with a key nobody here knows, is a fault; it is held against the chain all the same."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    known = set(SigningKey.objects.values_list("public", flat=True))
    number = 0
    for row in Checkpoint.objects.filter(chain=chain).order_by("number").iterator():
        number += 1
        name = f"checkpoint {row.number} of {row.at:%Y-%m-%d}"
        found[row.length].append(Point(row.length, row.head, name))
        if not _as_signed(row, chain.key, known):
            tally.add(row.length, "checkpoint-changed", f"{name[0].upper()}{name[1:]} is not as it was signed.")
        if row.number != number:
            tally.add(row.length, "checkpoint-removed", f"A checkpoint before number {row.number} is missing.")
            number = row.number
    for note in given:
        name = f"the checkpoint given, number {note.number} of {note.at[:10]},"
        found[note.entries].append(Point(note.entries, note.head, name))
        if not note.true:
            tally.add(0, "checkpoint-changed", f"T{name[1:]} is not as it was signed: the note itself was changed.")
        elif note.key not in known:
            words = (
                f"T{name[1:]} is signed with a key this installation never had: it is another's, or keys were put in"
            )
            tally.add(0, "key-unknown", f"{words} the place of others.")
    return found


def keys(tally: Tally) -> list[str]:
    """Check that each signing key follows the one before; return sentences about those nobody signed for."""
    told: list[str] = []
    before: SigningKey | None = None
    for key in SigningKey.objects.order_by("id"):
        name = f"The signing key {notes.short(key.fingerprint)} of {key.made[:10]}"
        word = notes.Succession(key.instance, key.follows, key.public, key.made, key.signature)
        follows = before.public if before else ""
        if key.follows != follows or key.fingerprint != notes.fingerprint(key.public):
            tally.add(0, "key-changed", f"{name} is not as it was recorded, or one before it is gone.")
        elif key.signature and not word.true:
            tally.add(0, "key-changed", f"{name} was put in the place of another: its succession is not as signed.")
        elif before is not None and not key.signature:
            told.append(
                f"{name} was not signed for by the key before, as when that was lost. Ask who made it, and why."
            )
        before = key
    return told


def _as_signed(row: Checkpoint, chain: str, known: set[str]) -> bool:
    try:
        note = notes.read(row.note)
    except BadInputError:
        return False
    same = (note.chain, note.number, note.entries, note.head) == (chain, row.number, row.length, row.head)
    return same and note.true and note.key in known
