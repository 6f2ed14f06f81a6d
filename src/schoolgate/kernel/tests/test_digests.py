"""Digests: one spelling per value, and Merkle trees as RFC 6962 has them."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.kernel.digests import (
    canonical_json,
    digest,
    inclusion_proof,
    leaf_hash,
    merkle_root,
    new_salt,
    salted_digest,
    verify_inclusion,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def test_it_works() -> None:
    assert canonical_json({"b": [1, None, True], "a": "Zoë"}) == '{"a":"Zoë","b":[1,null,true]}'.encode()
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_keys_are_ordered_by_utf_16_as_rfc_8785_asks() -> None:
    """The example of RFC 8785 section 3.2.3: an emoji (a surrogate pair) comes before a private-use letter."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    spelt = json.loads(canonical_json(dict.fromkeys(keys, 0)))
    assert list(spelt) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_control_characters_are_spelt_as_rfc_8785_asks() -> None:
    assert canonical_json('\x0f\n\x7f"\\/') == b'"\\u000f\\n\x7f\\"\\\\/"'


@given(VALUES)
def test_a_value_survives_its_spelling_and_is_spelt_the_same_again(value: object) -> None:
    spelt = canonical_json(value)
    assert json.loads(spelt) == value
    assert canonical_json(json.loads(spelt)) == spelt


@pytest.mark.parametrize("value", [1.5, 2**53, {1: "a"}, {"a": b"bytes"}, "\ud800", {1, 2}])
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical_json(value)


def test_a_salted_digest_needs_its_salt() -> None:
    salt = new_salt()
    assert salted_digest("yes", salt) == salted_digest("yes", salt)
    assert salted_digest("yes", salt) != salted_digest("no", salt)
    assert salted_digest("yes", salt) != salted_digest("yes", new_salt())
    with pytest.raises(ValueError, match="32 bytes"):
        salted_digest("yes", b"short")


def test_known_merkle_roots() -> None:
    """The eight leaves used to test Certificate Transparency logs, and their published roots."""
    leaves = [bytes.fromhex(leaf) for leaf in _CT_LEAVES]
    assert merkle_root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle_root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


_CT_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)


@given(LEAVES, st.data())
def test_every_leaf_can_be_proved_and_no_other_in_its_place(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = inclusion_proof(leaves, index), merkle_root(leaves)
    assert verify_inclusion(leaves[index], index, len(leaves), proof, root)
    assert not verify_inclusion(leaves[index] + b"x", index, len(leaves), proof, root)
    assert not verify_inclusion(leaves[index], index, len(leaves), (*proof, root), root)
    assert not verify_inclusion(leaves[index], len(leaves), len(leaves), proof, root)
    if proof:
        assert not verify_inclusion(leaves[index], index, len(leaves), proof[:-1], root)


@given(LEAVES)
def test_the_root_is_the_recursive_definition_of_rfc_6962(leaves: list[bytes]) -> None:
    assert merkle_root(iter(leaves)) == _by_definition(leaves)


def _by_definition(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + _by_definition(leaves[:split]) + _by_definition(leaves[split:])).digest()


def test_a_leaf_out_of_range_has_no_proof() -> None:
    with pytest.raises(IndexError, match="no leaf 2 among 2"):
        inclusion_proof([b"a", b"b"], 2)
