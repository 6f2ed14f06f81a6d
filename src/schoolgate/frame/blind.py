"""Blind digests: how a row whose words are locked is found again by somebody who knows the words.

``blind(value, context)`` is HMAC-SHA-256 under a key of its own (``blind.key`` in the folder of keys), bound to the
table and column it serves, so that the same pupil number in two tables cannot be matched by whoever has the database.
Normalise the value first: two spellings are two digests. The key is not in the ring and is not rotated with it, since
every digest would have to be made again from words that must first be unlocked.
"""

import functools
import hashlib
import hmac
from pathlib import Path

from django.conf import settings

from schoolgate.frame import keyring


@functools.cache
def _key(path: Path) -> bytes:
    return keyring.blind_key(path)


def blind(value: str, context: str) -> str:
    """64 lower-case hexadecimal characters. Raises ``KeyRingError`` when the key is not there."""
    key = _key(settings.SCHOOLGATE_KEYS)
    return hmac.new(key, f"{context}\x1f{value}".encode(), hashlib.sha256).hexdigest()
