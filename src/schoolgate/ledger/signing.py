"""The key that checkpoints are signed with, in the folder of keys, apart from the database.

``signing.json`` holds the private key in use and, after a change of key, the old one's word for it. It is made when the
first checkpoint is, and is lost with the folder: what that means is in docs/how-to/keep-the-signing-key.md.
"""

import base64
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schoolgate.frame import keyring
from schoolgate.frame.keyring import KeyRingError
from schoolgate.ledger.notes import Checkpoint, Succession

_FILE: Final = "signing.json"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """``seed`` is the private key's 32 bytes. ``handed_over`` is the old key's word, where there was one."""

    seed: bytes
    handed_over: Succession | None = None

    @property
    def public(self) -> str:
        """Base64 of the public key's 32 bytes."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return base64.b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    def sign(self, signed: bytes) -> str:
        return base64.b64encode(Ed25519PrivateKey.from_private_bytes(self.seed).sign(signed)).decode()

    def signs(self, note: Checkpoint) -> Checkpoint:
        return replace(note, signature=self.sign(note.signed))

    def hands_over(self, new: "SigningKey", instance: str, at: str) -> "SigningKey":
        """The new key, with this one's word for it."""
        word = Succession(instance, self.public, new.public, at)
        return replace(new, handed_over=replace(word, signature=self.sign(word.signed)))


def new() -> SigningKey:
    return SigningKey(Ed25519PrivateKey.generate().private_bytes_raw())


def load(folder: Path) -> SigningKey | None:
    """The key in the folder, or None where none is. Raises ``KeyRingError`` for a file that is damaged."""
    path = folder / _FILE
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        word = held["handed_over"]
        key = SigningKey(base64.b64decode(held["seed"], validate=True), Succession(**word) if word else None)
        _ = key.public
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise KeyRingError(str(path), "the signing key cannot be read.", "Put it back from its own backup.") from None
    return key


def keep(folder: Path, key: SigningKey) -> None:
    """Put it in place whole, readable by its owner only."""
    word = asdict(key.handed_over) if key.handed_over else None
    held = {"seed": base64.b64encode(key.seed).decode(), "handed_over": word}
    keyring.write_private(folder / _FILE, json.dumps(held, indent=1))
