"""Opaque references. Nothing about a person, a school or a time can be read out of one."""

import base64
import hashlib
import secrets

_BITS = 80
_LENGTH = 16


def new_ref(kind: str) -> str:
    """A new random ref, ``kind_`` and 16 lower-case base-32 characters (80 random bits)."""
    return f"{kind}_{base64.b32encode(secrets.token_bytes(_BITS // 8)).decode().lower()[:_LENGTH]}"


def derived_ref(kind: str, *parts: str) -> str:
    """The same ref for the same parts, always: used where a thing has no life of its own, as a clause has not."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return f"{kind}_{base64.b32encode(digest[: _BITS // 8]).decode().lower()[:_LENGTH]}"
