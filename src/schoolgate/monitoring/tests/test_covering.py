"""Covering names: everybody's for those who see no child, others' for somebody who asked what is kept of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.monitoring.covering import COVERED, Cover, folded, words_of
from schoolgate.monitoring.tests.conftest import Cast

COVER = Cover(words_of(["Zoë O’Neill", "Robin van der Wagtail", "Li Wu", "Łukasz Żak"]))


@pytest.mark.parametrize(
    ("text", "covered", "count"),
    [
        ("Robin was upset.", "[name] was upset.", 1),
        ("ROBIN'S tablet", "[name] tablet", 1),
        ("zoe o'neill and Zoë", "[name] [name] and [name]", 3),
        ("/class/robin-wagtail/photo2.png", "/class/[name]-[name]/photo2.png", 2),
        ("lukasz", "lukasz", 0),  # a letter that is not an accented one stays as it was typed ...
        ("Łukasz żak", "[name] [name]", 2),  # ... and is covered so
        ("the van der bin", "the van der bin", 0),
        ("how to wire a plug", "how to wire a plug", 0),
    ],
)
def test_names_are_covered_however_they_are_written(text: str, covered: str, count: int) -> None:
    found = COVER.covered(text)
    assert (found.words, found.count) == (covered, count)


def test_it_knows_everybody_at_the_school_and_leaves_ones_own_name(cast: Cast) -> None:
    words = "Robin Wagtail asked Ruth Lark."
    assert Cover.of(cast.school).covered(words).words == "[name] [name] asked [name] [name]."
    assert Cover.of(cast.school, keeping=cast.robin).covered(words).words == "Robin Wagtail asked [name] [name]."


@given(st.text(max_size=40), st.lists(st.text("abcdeëé'’ -", min_size=3, max_size=12), max_size=4))
def test_no_name_is_left_and_covering_twice_adds_nothing(text: str, names: list[str]) -> None:
    cover = Cover(words_of(names))
    once = cover.covered(f"{text} {' '.join(names)}")
    assert not words_of([once.words.replace(COVERED, " ")]) & cover.names
    if folded("name") not in cover.names:
        assert cover.covered(once.words).count == 0
