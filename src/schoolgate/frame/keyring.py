"""The key ring: the keys that sensitive words and files are locked with, in a folder apart from the database.

``ring.json`` holds every key by its id and says which is in use; ``site.key`` signs sessions and links; ``blind.key``
makes the digests by which locked values are found (``frame.blind``). All are made at the first start, readable by their
owner only. Whoever has the database without the ring has no sensitive word; whoever loses the ring has lost those words
for good, so it is backed up, apart.

A locked value is ``v1.KEYID.BASE64(nonce 12 bytes, ciphertext, tag 16 bytes)``, AES-256-GCM, bound to a context (the
table and column it belongs to), so that a value moved to another place does not open there.
"""

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schoolgate.kernel.errors import SchoolgateError

_VERSION: Final = "v1"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_RING, _SITE, _BLIND = "ring.json", "site.key", "blind.key"


class KeyRingError(SchoolgateError):
    """The ring, or a key in it, is missing or does not open the value."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Every key by id, and the id that new values are locked with."""

    keys: dict[str, bytes]
    in_use: str

    def lock(self, plain: bytes, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self.keys[self.in_use]).encrypt(nonce, plain, context.encode())
        return f"{_VERSION}.{self.in_use}.".encode() + base64.urlsafe_b64encode(nonce + sealed)

    def open(self, locked: bytes, context: str) -> bytes:
        """Raises ``KeyRingError`` for a key the ring lacks, and for a value changed or moved since it was locked."""
        key_id = key_id_of(locked, context)
        if key_id not in self.keys:
            raise KeyRingError(context, f"it was locked with the key {key_id}.", "Put that key back into the ring.")
        try:
            sealed = base64.urlsafe_b64decode(locked.split(b".", 2)[2])
            return AESGCM(self.keys[key_id]).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())
        except (InvalidTag, binascii.Error, ValueError):
            raise KeyRingError(
                context, "a locked value was changed or moved after it was written.", "Restore it from a backup."
            ) from None

    def with_new_key(self) -> "KeyRing":
        """The same ring with one more key, which is now in use."""
        key_id = secrets.token_hex(4)
        return KeyRing({**self.keys, key_id: secrets.token_bytes(_KEY_BYTES)}, key_id)

    def without(self, key_id: str) -> "KeyRing":
        if key_id == self.in_use:
            raise KeyRingError(f"the key {key_id}", "it is the one in use.", "Rotate first, then retire it.")
        return KeyRing({known: key for known, key in self.keys.items() if known != key_id}, self.in_use)


def key_id_of(locked: bytes, context: str = "a locked value") -> str:
    parts = locked.split(b".", 2)
    if len(parts) != 3 or parts[0] != _VERSION.encode():
        raise KeyRingError(context, "it is not a locked value.", "Restore it from a backup.")
    return parts[1].decode("ascii", "replace")


def make(folder: Path) -> None:
    """Make the folder, the ring and the site's key where they are not there yet. Never writes over one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / _RING).exists():
        write(folder, KeyRing({}, "").with_new_key())
    if not (folder / _SITE).exists():
        write_private(folder / _SITE, secrets.token_urlsafe(48))
    if not (folder / _BLIND).exists():
        write_private(folder / _BLIND, secrets.token_hex(_KEY_BYTES))


def load(folder: Path) -> KeyRing:
    try:
        held = json.loads((folder / _RING).read_text(encoding="utf-8"))
        keys = {key_id: base64.b64decode(key, validate=True) for key_id, key in held["keys"].items()}
        ring = KeyRing(keys, held["in_use"])
    except FileNotFoundError:
        raise KeyRingError(
            str(folder / _RING),
            "the key ring is not there.",
            "Put it back from its own backup, or say SCHOOLGATE_KEYS.",
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyRingError(
            str(folder / _RING), "the key ring cannot be read.", "Put it back from its own backup."
        ) from None
    if ring.in_use not in keys or any(len(key) != _KEY_BYTES for key in keys.values()):
        raise KeyRingError(str(folder / _RING), "the key ring is damaged.", "Put it back from its own backup.")
    return ring


def write(folder: Path, ring: KeyRing) -> None:
    """Put the ring in place whole: a crash leaves the old ring or the new one, never half of one."""
    keys = {key_id: base64.b64encode(key).decode() for key_id, key in ring.keys.items()}
    write_private(folder / _RING, json.dumps({"in_use": ring.in_use, "keys": keys}, indent=1))


def site_key(folder: Path) -> str:
    """The key that signs sessions. With no folder yet, one for this process only: nothing signed is kept."""
    path = folder / _SITE
    return path.read_text(encoding="utf-8").strip() if path.exists() else secrets.token_urlsafe(48)


def blind_key(folder: Path) -> bytes:
    """The key of the blind digests, 32 bytes. Raises ``KeyRingError`` when it is missing or damaged."""
    path = folder / _BLIND
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise KeyRingError(
            str(path), "the key that locked values are found by is missing or damaged.", "Put it back from its backup."
        )
    return key


def write_private(path: Path, text: str) -> None:
    """Put a file in place whole, readable by its owner only."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
