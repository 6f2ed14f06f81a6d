"""How an entry is spelt before it is digested: version 1. Whoever holds an export can do the same, and check.

The digest of an entry is SHA-256 over the canonical JSON of ``{at, body, chain, previous, sequence, version}``.
``body`` is HMAC-SHA-256, keyed with the body's salt, over the canonical JSON of what happened. ``previous`` of
the first entry is the digest of ``{"chain": key}``. Times are UTC, ``2026-11-21T09:30:00.000000Z``.

A batch is one entry whose details hold ``merkle_root`` and ``leaves``: the root (RFC 6962) over its items, each leaf
the 32 bytes of HMAC-SHA-256, keyed with the item's own salt, over the item's canonical JSON.

The spellings here are written out, key by key in order, since a general speller would take most of the time of
checking; a test holds them to ``kernel.digests``.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring as quoted
from typing import Final

from schoolgate.kernel import digests

VERSION: Final = 1
INSTANCE: Final = "instance"
SCHOOL: Final = "school:"
MERKLE_ROOT: Final = "merkle_root"  # the names of the two details that make an entry a batch
LEAVES: Final = "leaves"


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
        return commitment(salt, *(getattr(self, name) for name in self.__slots__))


def commitment(
    salt: str,
    ref: str,
    kind: str,
    actor_kind: str,
    actor: str,
    on_behalf_of: str,
    subject: str,
    label: str,
    details: str,
) -> str:
    """What a header keeps of what happened, from the parts of ``Said``."""
    spelt = (
        f'{{"actor":{quoted(actor)},"actor_kind":{quoted(actor_kind)},"details":{quoted(details)},'
        f'"kind":{quoted(kind)},"label":{quoted(label)},"on_behalf_of":{quoted(on_behalf_of)},'
        f'"ref":{quoted(ref)},"subject":{quoted(subject)}}}'
    )
    return sealed(spelt, salt)


def sealed(text: str, salt: str) -> str:
    """HMAC-SHA-256 of canonical JSON text under a salt, both given and returned in hexadecimal."""
    return hmac.digest(bytes.fromhex(salt), text.encode(), "sha256").hex()


def school_chain(school_ref: str) -> str:
    return f"{SCHOOL}{school_ref}"


def trust_chain(trust_ref: str) -> str:
    return f"trust:{trust_ref}"


def first_previous(chain: str) -> str:
    return digests.digest({"chain": chain})


def spelt(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def header_digest(*, version: int, chain: str, sequence: int, at: datetime | str, previous: str, body: str) -> str:
    """``at`` is a moment, or one already spelt."""
    when = at if isinstance(at, str) else spelt(at)
    text = (
        f'{{"at":{quoted(when)},"body":{quoted(body)},"chain":{quoted(chain)},'
        f'"previous":{quoted(previous)},"sequence":{sequence},"version":{version}}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()
