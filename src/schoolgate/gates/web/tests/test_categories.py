"""The catalogue of what a host can be."""

import pytest

from schoolgate.gates.web.categories import (
    BITS,
    CATALOGUE,
    LOCKED,
    LOCKED_MASK,
    Kind,
    categories_in,
    category,
    mask_of,
    named,
)
from schoolgate.kernel.errors import NotFoundError


def test_a_folder_finds_its_english_category() -> None:
    assert named("drogue") is category("drugs")
    assert named("Social_Networks") is category("social-media")
    assert named("remote control") is category("remote-control")
    assert named("games") is category("games")
    assert named("nothing-we-know") is None


def test_every_category_has_a_bit_of_its_own_in_64() -> None:
    bits = [each.bit for each in CATALOGUE]
    assert len(set(bits)) == len(bits)
    assert all(0 <= bit < BITS for bit in bits)
    assert len({each.key for each in CATALOGUE}) == len(CATALOGUE)


def test_no_folder_name_fills_two_categories() -> None:
    claims = [
        (name.replace("_", "").replace("-", ""), each.key) for each in CATALOGUE for name in (each.key, *each.folders)
    ]
    by_name: dict[str, set[str]] = {}
    for name, key in claims:
        by_name.setdefault(name, set()).add(key)
    assert {name: keys for name, keys in by_name.items() if len(keys) > 1} == {}


def test_bits_written_into_compiled_lists_never_move() -> None:
    assert {
        key: category(key).bit for key in ("child-abuse-images", "adult", "games", "ai-chat", "vpn", "children")
    } == {
        "child-abuse-images": 0,
        "adult": 8,
        "games": 29,
        "ai-chat": 51,
        "vpn": 54,
        "children": 60,
    }


def test_a_mask_names_its_categories_gravest_first() -> None:
    mask = mask_of(("games", "child-abuse-images", "adult"))
    assert [each.key for each in categories_in(mask)] == ["child-abuse-images", "adult", "games"]
    assert categories_in(1 << 7) == ()


def test_locked_categories_say_where_their_list_comes_from() -> None:
    assert [each.key for each in LOCKED] == ["child-abuse-images", "drawn-abuse-images", "terrorist-content"]
    assert all(each.source for each in LOCKED)
    assert LOCKED_MASK == 0b111
    assert not any(each.source for each in CATALOGUE if not each.locked)


def test_the_words_go_into_a_sentence_and_the_reason_ends_as_one() -> None:
    for each in CATALOGUE:
        assert each.words, each.key
        assert not each.words.endswith("."), each.key
        assert each.why.endswith("."), each.key


def test_gardens_are_apart_from_what_is_closed() -> None:
    assert [each.key for each in CATALOGUE if each.kind is Kind.GARDEN] == [
        "children",
        "learning",
        "relationships-education",
        "updates",
    ]


def test_an_unknown_category_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"'jokes': there is no such category.*games"):
        mask_of(("games", "jokes"))
