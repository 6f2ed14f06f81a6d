"""Common words are what they say: none is mended into one that alarms because it is a letter away from it."""

import pytest

from schoolgate.monitoring.judging import judge
from schoolgate.monitoring.judging.finding import finder


@pytest.mark.parametrize(
    "text",
    [
        "where do diggers come from",
        "starting school",
        "setting the table for supper",
        "meditation music for children",
        "best regards and kind rewards",
        "see the attached worksheet",
        "african animals at the seaside",
        "poppies for remembrance",
        "planting and waiting and sitting",
        "the tractor was leaking",
    ],
)
def test_it_works(text: str) -> None:
    assert judge(text).severity == "none"
    assert finder().words(text) == text.split()


@pytest.mark.parametrize(("written", "meant"), [("hurtting", "hurting"), ("weeed", "weed")])
def test_what_is_misspelt_is_mended_still(written: str, meant: str) -> None:
    assert finder().words(written) == [meant]
