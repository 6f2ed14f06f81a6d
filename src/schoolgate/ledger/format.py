"""How an entry is spelt before it is digested: version 1. Whoever holds an export can do the same, and check.

The digest of an entry is SHA-256 over the canonical JSON of ``{at, body, chain, previous, sequence, version}``.
``body`` is HMAC-SHA-256, keyed with the body's salt, over the canonical JSON of what happened. ``previous`` of
the first entry is the digest of ``{"chain": key}``. Times are UTC, ``2026-11-21T09:30:00.000000Z``.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from schoolgate.kernel import digests

VERSION: Final = 1
INSTANCE: Final = "instance"


@dataclass(frozen=True, slots=True)
class Said:
    """What happened, as it is committed to. ``details`` is canonical JSON text."""

    ref: str
    kind: str
    actor_kind: str
    actor: str
    on_behalf_of: str
    subject: str
    label: str
    details: str

    def commitment(self, salt: str) -> str:
        """64 hexadecimal characters. ``salt`` is spelt in hexadecimal too."""
        value = {name: getattr(self, name) for name in self.__slots__}
        return digests.salted_digest(value, bytes.fromhex(salt))


def school_chain(school_ref: str) -> str:
    return f"school:{school_ref}"


def trust_chain(trust_ref: str) -> str:
    return f"trust:{trust_ref}"


def first_previous(chain: str) -> str:
    return digests.digest({"chain": chain})


def spelt(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def header_digest(*, version: int, chain: str, sequence: int, at: datetime, previous: str, body: str) -> str:
    return digests.digest(
        {
            "version": version,
            "chain": chain,
            "sequence": sequence,
            "at": spelt(at),
            "previous": previous,
            "body": body,
        }
    )
