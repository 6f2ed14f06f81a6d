"""What a backup says of itself: what is in it, under which digests, and what the permanent record's ends were."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from schoolgate.frame import keyring
from schoolgate.kernel import digests
from schoolgate.kernel.errors import BadInputError, SchoolgateError

FORMAT: Final = 1
NAME: Final = "manifest.json"
FILES: Final = "files.jsonl"  # a line for each file: its name in the zip, its bytes, its SHA-256


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: its columns, how many rows, and SHA-256 of its lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``heads`` gives for each chain of the permanent record its length and last digest. ``keys`` are the ids of the
    keys something in it is locked with; ``blind`` a digest that the key of the blind digests makes, so that a wrong
    one is found; ``with_keys`` whether the keys themselves lie in it. ``lost`` are files that were not there to take.
    ``seal`` is made with a key of the ring: whoever lacks the ring cannot make a backup that passes for this one.
    """

    made_at: str
    version: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, Kept]
    files: int
    files_sha256: str
    heads: Mapping[str, tuple[int, str]]
    keys: tuple[str, ...]
    blind: str
    with_keys: bool = False
    lost: tuple[str, ...] = ()
    format: int = FORMAT
    sealed_with: str = ""
    seal: str = field(default="")

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def seal_of(manifest: Manifest, ring: keyring.KeyRing) -> str:
    """HMAC-SHA-256 over everything the manifest says, under a key made from the ring's for this and nothing else."""
    said = {**asdict(manifest), "seal": ""}
    key = hmac.new(ring.keys[manifest.sealed_with], b"schoolgate backup seal", hashlib.sha256).digest()
    return hmac.new(key, digests.canonical_json(_spelt(said)), hashlib.sha256).hexdigest()


def blind_print(folder: Path) -> str:
    return hmac.new(keyring.blind_key(folder), b"schoolgate backup", hashlib.sha256).hexdigest()


def dumped(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()


def read(text: bytes, name: str) -> Manifest:
    """Raises ``BadInputError`` for what is no manifest, or one of a later format."""
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise BadInputError(name, "it was made by a later Schoolgate.", "Use that version to read it.")
        tables = {
            key: Kept(tuple(held["columns"]), int(held["rows"]), str(held["sha256"]))
            for key, held in said["tables"].items()
        }
        return Manifest(
            **{
                **said,
                "tables": tables,
                "migrations": tuple((app, node) for app, node in said["migrations"]),
                "heads": {key: (int(length), str(head)) for key, (length, head) in said["heads"].items()},
                "keys": tuple(said["keys"]),
                "lost": tuple(said["lost"]),
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInputError(name, "what it says of itself cannot be read.", "Use another backup.") from None


def refuse_wrong_keys(manifest: Manifest, folder: Path) -> keyring.KeyRing:
    """The ring in ``folder``. Raises ``SchoolgateError`` when it is not that of the backup, or lacks a key it needs,
    and when the seal says that the backup was changed since it was made."""
    ring = keyring.load(folder)
    missing = sorted({*manifest.keys, manifest.sealed_with} - set(ring.keys))
    if missing:
        raise SchoolgateError(
            str(folder),
            f"these keys are not the backup's: it needs the key {missing[0]}, which is not among them.",
            "Name the folder of keys that was kept beside this backup.",
        )
    if not hmac.compare_digest(manifest.seal, seal_of(manifest, ring)):
        raise SchoolgateError(
            "the backup", "its seal does not fit: it was changed after it was made.", "Use another backup."
        )
    if manifest.blind != blind_print(folder):
        raise SchoolgateError(
            str(folder / "blind.key"), "it is not the backup's.", "Name the folder of keys kept beside this backup."
        )
    return ring


def _spelt(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _spelt(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_spelt(one) for one in value]
    return value
