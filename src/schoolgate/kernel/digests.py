"""Digests: one canonical spelling of a value, SHA-256 over it, salted digests, and Merkle roots with proofs.

The canonical spelling is the part of RFC 8785 (JSON Canonicalization Scheme) that needs no floating point: null,
booleans, whole numbers within plus or minus 2**53 - 1, strings, lists, and objects with string keys ordered by UTF-16
code units. Floats, dates and everything else are refused: spell them as strings first, so that there is one spelling.

Merkle trees are those of RFC 6962 section 2.1: leaf and node hashes are kept apart by a first byte, so that a node can
never be passed off as a leaf.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SALT_BYTES: Final = 32
_BIGGEST_INT: Final = 2**53 - 1
_LEAF, _NODE = b"\x00", b"\x01"
_SPELL: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical_json(value: object) -> bytes:
    """The one spelling of ``value``, as UTF-8 bytes. Raises ``TypeError`` or ``ValueError`` for what has none."""
    return _SPELL(_ordered(value)).encode()


def sha256(data: bytes) -> bytes:
    """32 bytes."""
    return hashlib.sha256(data).digest()


def digest(value: object) -> str:
    """SHA-256 over the canonical spelling of ``value``, as 64 lower-case hexadecimal characters."""
    return sha256(canonical_json(value)).hex()


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def salted_digest(value: object, salt: bytes) -> str:
    """HMAC-SHA-256 of the canonical spelling under a salt of 32 bytes, as 64 hexadecimal characters.

    It binds to the value, and tells nothing of it to anyone without the salt, however few values are possible: once the
    salt is destroyed the value cannot be guessed and tried. Raises ``ValueError`` for a salt of another length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt is {SALT_BYTES} bytes, not {len(salt)}")
    return hmac.new(salt, canonical_json(value), hashlib.sha256).hexdigest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(_LEAF + data)


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over ``leaves`` in order, 32 bytes. Takes any number of leaves in memory for about forty hashes."""
    peaks: list[tuple[int, bytes]] = []  # complete subtrees, biggest first, as (leaves in it, hash)
    for leaf in leaves:
        size, node = 1, leaf_hash(leaf)
        while peaks and peaks[-1][0] == size:
            node, size = _join(peaks.pop()[1], node), size * 2
        peaks.append((size, node))
    if not peaks:
        return sha256(b"")
    root = peaks.pop()[1]
    while peaks:
        root = _join(peaks.pop()[1], root)
    return root


def inclusion_proof(leaves: Iterable[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from leaf ``index`` (from 0) to the root, nearest first. As flat in memory as the root.

    Raises ``IndexError`` if there is no such leaf.
    """
    proof: list[bytes] = []
    peaks: list[_Peak] = []
    count = 0
    for count, leaf in enumerate(leaves, 1):
        peak = _Peak(1, leaf_hash(leaf), count - 1 == index)
        while peaks and peaks[-1].size == peak.size:
            peak = peaks.pop().joined(peak, proof)
        peaks.append(peak)
    if not 0 <= index < count:
        raise IndexError(f"no leaf {index} among {count}")
    while len(peaks) > 1:
        last = peaks.pop()
        peaks.append(peaks.pop().joined(last, proof))
    return tuple(proof)


@dataclass(frozen=True, slots=True)
class _Peak:
    """The root of a complete subtree; ``holds`` says whether the leaf asked for is in it."""

    size: int
    node: bytes
    holds: bool

    def joined(self, right: "_Peak", proof: list[bytes]) -> "_Peak":
        """Both under one node. Where one holds the leaf, the other is the next step of its proof."""
        if self.holds or right.holds:
            proof.append(right.node if self.holds else self.node)
        return _Peak(self.size + right.size, _join(self.node, right.node), self.holds or right.holds)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows ``leaf`` to be number ``index`` of ``size`` leaves under ``root`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, node = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = _join(sibling, node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = _join(node, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and hmac.compare_digest(node, root)


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right)


def _ordered(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        value.encode()  # a lone surrogate has no spelling: UnicodeEncodeError, which is a ValueError
        return str(value)
    if isinstance(value, int):
        if abs(value) > _BIGGEST_INT:
            raise ValueError(f"{value} is too big to be spelt the same by every reader; make it a string")
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): _ordered(value[key]) for key in _in_order(value)}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    raise TypeError(f"no canonical spelling for a {type(value).__name__}; make it a string first")


def _in_order(value: Mapping[str, object]) -> list[str]:
    for key in value:
        if not isinstance(key, str):
            raise TypeError(f"an object's keys are strings, not {type(key).__name__}")
    if all(map(str.isascii, value)):  # the usual case, in which code points and UTF-16 units fall in one order
        return sorted(value)
    return sorted(value, key=lambda key: key.encode("utf-16-be"))
