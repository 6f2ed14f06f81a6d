"""Checkpoints as notes: a few lines a person can keep in a mail or on paper, and anybody can check.

A note says how long a chain was and how it ended, and is signed (Ed25519, RFC 8032) by the installation's signing key,
which it names. The signature is over the lines above it, each ended by one line feed, in UTF-8. A note that was mailed,
quoted or wrapped is read all the same: only its fields count, and the lines are made from them again.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from schoolgate.kernel.errors import BadInputError

_CHECKPOINT: Final = (
    "Schoolgate checkpoint, version 1",
    "Keep this note where Schoolgate cannot reach it. It fixes the permanent record",
    "as it was: with it anybody can show that nothing up to here was changed.",
    "",
)
_SUCCESSION: Final = (
    "Schoolgate change of signing key, version 1",
    "The old key signs that the new one takes its place.",
    "",
)
_LONGEST: Final = 20_000
_MARKS: Final = re.compile(r"^[\s>|*]+|[\s\\]+$")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``key`` and ``signature`` are base64. ``number`` counts a chain's checkpoints from 1."""

    chain: str
    number: int
    entries: int
    head: str
    at: str
    instance: str
    key: str
    signature: str = ""

    @property
    def signed(self) -> bytes:
        return _lines(_CHECKPOINT, _fields(self))

    @property
    def text(self) -> str:
        return f"{self.signed.decode()}signature: {self.signature}\n"

    @property
    def true(self) -> bool:
        """Whether its signature is that of the key it names."""
        return verifies(self.key, self.signature, self.signed)


@dataclass(frozen=True, slots=True)
class Succession:
    """That one signing key follows another, signed by the one before. Keys and signature are base64."""

    instance: str
    old: str
    new: str
    at: str
    signature: str = ""

    @property
    def signed(self) -> bytes:
        fields = {"installation": self.instance, "old key": self.old, "new key": self.new, "made": self.at}
        return _lines(_SUCCESSION, fields)

    @property
    def true(self) -> bool:
        return verifies(self.old, self.signature, self.signed)


def fingerprint(key: str) -> str:
    """By which people compare keys: SHA-256 of the key's 32 bytes, 64 hexadecimal characters."""
    return hashlib.sha256(base64.b64decode(key)).hexdigest()


def short(fingerprint: str) -> str:
    """The first 16 characters, in fours, to be read out over a telephone."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, 16, 4))


def verifies(key: str, signature: str, signed: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), signed)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def read(text: str, name: str = "the note") -> Checkpoint:
    """Read a note, however it was mailed. ``name`` is for the error. The signature is not checked here.

    Raises ``BadInputError`` for what is not a checkpoint.
    """
    said = _said(text[:_LONGEST])
    try:
        if _CHECKPOINT[0] not in " ".join(text[:_LONGEST].split()):
            raise KeyError("its first line")
        return Checkpoint(
            said["record"],
            int(said["checkpoint"]),
            int(said["entries"]),
            said["last digest"],
            said["made"],
            said["installation"],
            said["key"],
            said["signature"],
        )
    except (KeyError, ValueError) as error:
        raise BadInputError(
            name, f"it is not a whole checkpoint: {error} is missing or wrong.", "Give the note as it was sent."
        ) from None


def _fields(note: Checkpoint) -> dict[str, str]:
    return {
        "record": note.chain,
        "checkpoint": str(note.number),
        "entries": str(note.entries),
        "last digest": note.head,
        "made": note.at,
        "installation": note.instance,
        "key": note.key,
    }


def _lines(heading: tuple[str, ...], fields: dict[str, str]) -> bytes:
    return "".join(f"{line}\n" for line in (*heading, *(f"{name}: {value}" for name, value in fields.items()))).encode()


_SIZES: Final = {"last digest": 64, "key": 44, "signature": 88}  # these may go on over the next lines
_NAMES: Final = ("record", "checkpoint", "entries", "last digest", "made", "installation", "key", "signature")


def _said(text: str) -> dict[str, str]:
    """The fields of a note. No value has a space in it."""
    said: dict[str, str] = {}
    name = ""
    for raw in text.splitlines():
        line = _MARKS.sub("", raw)
        found, colon, rest = line.partition(":")
        if colon and found in _NAMES:
            name = found
            if name in said:
                raise BadInputError("the note", f"it says twice what its {name} is.", "Give one note at a time.")
            said[name] = rest.strip()
        elif line and " " not in line and len(said.get(name, "")) < _SIZES.get(name, 0):
            said[name] += line
        else:
            name = ""
    return said
