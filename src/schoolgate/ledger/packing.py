"""A pack: everything that is needed to check a record on a machine without Schoolgate, with the means to do so.

``docs/reference/record-format.md`` describes it, so that anybody can write another verifier.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection

from schoolgate import __version__
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger import kinds, notes, triggers
from schoolgate.ledger.checking import rows
from schoolgate.ledger.format import INSTANCE, MERKLE_ROOT, Said, spelt
from schoolgate.ledger.labels import Label
from schoolgate.ledger.models import Chain, Checkpoint, Entry, SigningKey
from schoolgate.ledger.signing import SigningKey as PrivateKey

VERIFIER: Final = Path(__file__).parent / "offline" / "verify_pack.py"
_IS_BATCH: Final = f'"{MERKLE_ROOT}":'
_README: Final = """\
This is a copy of a school's permanent record, to be checked without Schoolgate.

    python3 verify_pack.py {name}
    python3 verify_pack.py {name} --checkpoint a-note-you-kept.txt

verify_pack.py is in this pack. Whoever could change the pack could change that file too: for a check
that matters, take it from Schoolgate's own release, or from a colleague. And hold the record against
a checkpoint that was sent to you earlier: nobody at the school, and nobody who runs its computers,
can get round that.
"""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack holds. ``withheld`` entries went without their words, being for other readers."""

    path: str
    chain: str
    entries: int
    withheld: int
    items: int
    checkpoints: int
    fingerprint: str


def write(path: Path, chain: Chain, sealed: Checkpoint, labels: Iterable[str], key: PrivateKey) -> Packed:
    """Write a pack of ``chain`` as far as ``sealed``, with the words of entries under ``labels``. In flat memory.

    It appears whole or not at all. Raises ``BadInputError`` where it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack:
            made = _Writing(pack, chain, sealed, frozenset(labels)).run(path, key)
        part.replace(path)
    except OSError as error:
        raise BadInputError(str(path), f"it cannot be written: {error.strerror}.", "Say another place.") from None
    finally:
        part.unlink(missing_ok=True)
    return made


class _Writing:
    """One pack while it is written."""

    def __init__(self, pack: zipfile.ZipFile, chain: Chain, sealed: Checkpoint, labels: frozenset[str]) -> None:
        self.pack, self.chain, self.sealed, self.labels = pack, chain, sealed, labels
        self.files: dict[str, str] = {}
        self.withheld = self.items = self.checkpoints = 0

    def run(self, path: Path, key: PrivateKey) -> Packed:
        with rows.steadily():
            self._lines("entries.jsonl", self._entries())
            self._lines("items.jsonl", self._items())
        self._lines("checkpoints.jsonl", self._checkpoints())
        keys = [
            {name: getattr(one, name) for name in ("public", "instance", "made", "follows", "signature")}
            for one in SigningKey.objects.order_by("id")
        ]
        self._add("keys.json", json.dumps(keys, indent=1).encode())
        self._add("verify_pack.py", VERIFIER.read_bytes())
        self._add("README.txt", _README.format(name=path.name).encode())
        about = json.dumps(self._about(keys[-1]["instance"]), indent=1).encode()
        self.pack.writestr("pack.json", about)
        words = f"Schoolgate pack, version 1\n{hashlib.sha256(about).hexdigest()}\n".encode()
        self.pack.writestr("pack.sig", json.dumps({"key": key.public, "signature": key.sign(words)}, indent=1))
        fingerprint = notes.fingerprint(key.public)
        counts = (self.sealed.length, self.withheld, self.items, self.checkpoints)
        return Packed(str(path), self.chain.key, *counts, fingerprint)

    def _about(self, instance: str) -> dict[str, object]:
        renewed = Entry.objects.filter(chain__key=INSTANCE, body__kind=kinds.GUARD_RENEWED.key).order_by("sequence")
        lost = triggers.missing(connection) + triggers.weakened(connection)
        return {
            "format": 1,
            "made": spelt(self.sealed.at),
            "schoolgate": __version__,
            "installation": instance,
            "chain": self.chain.key,
            "entries": self.sealed.length,
            "head": self.sealed.head,
            "labels": sorted(self.labels),
            "guard": {"missing": lost, "renewed": [spelt(at) for at in renewed.values_list("at", flat=True)]},
            "files": self.files,
        }

    def _add(self, name: str, data: bytes) -> None:
        self.files[name] = hashlib.sha256(data).hexdigest()
        self.pack.writestr(name, data)

    def _lines(self, name: str, lines: Iterable[dict[str, Any]]) -> None:
        digest = hashlib.sha256()
        with self.pack.open(name, "w", force_zip64=True) as file:
            for line in lines:
                data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(data)
                file.write(data)
        self.files[name] = digest.hexdigest()

    def _sealed(self) -> Iterator[rows.Row]:
        for row in rows.entries(self.chain.pk):
            if row.sequence > self.sealed.length:
                return
            yield row

    def _entries(self) -> Iterator[dict[str, Any]]:
        for row in self._sealed():
            line: dict[str, Any] = {
                "sequence": row.sequence,
                "at": row.at,
                "version": row.version,
                "chain": self.chain.key,
                "previous": row.previous,
                "body": row.body_digest,
                "digest": row.digest,
                "said": None,
            }
            if row.told_by is not None:
                line["erased"] = _place(row.told_by)
            if row.salt is not None and row.label in self.labels:
                line["said"] = {"salt": row.salt, **{name: getattr(row, name) for name in Said.__slots__}}
            elif row.salt is not None:
                self.withheld += 1
                line["withheld"] = True
            yield line

    def _items(self) -> Iterator[dict[str, Any]]:
        for row in self._sealed():
            if row.salt is None or row.label not in self.labels or _IS_BATCH not in row.details:
                continue
            for leaf in rows.leaves(row.pk):
                self.items += 1
                line: dict[str, Any] = {"entry": row.sequence, "number": leaf.number}
                if leaf.told_by is None:
                    line |= {"salt": leaf.salt, "item": leaf.item}
                else:
                    line |= {"commitment": leaf.commitment, "erased": _place(leaf.told_by)}
                yield line

    def _checkpoints(self) -> Iterator[dict[str, Any]]:
        found = Checkpoint.objects.filter(chain=self.chain, number__lte=self.sealed.number).order_by("number")
        for row in found.iterator():
            self.checkpoints += 1
            note = notes.read(row.note)
            yield {name: getattr(note, name) for name in notes.Checkpoint.__slots__}


def erased_since(chain: Chain, length: int) -> bool:
    """Whether something was erased after the chain was so long: a pack being written then holds half of it."""
    return Entry.objects.filter(chain=chain, sequence__gt=length, body__kind=kinds.ERASED.key).exists()


def everything() -> list[str]:
    return [label.value for label in Label]


def _place(pk: int) -> int:
    return Entry.objects.values_list("sequence", flat=True).get(pk=pk)
