"""Every table has a name for people, so that no paper on data protection leaves one out."""

from house.words import code_words

from schoolgate.frame.checks import room_models
from schoolgate.reports import holdings


def test_it_works() -> None:
    assert "The school’s devices" in {line.words for line in holdings.schedule()}


def test_every_table_has_a_name_for_people_and_none_is_named_that_is_gone() -> None:
    tables = {model._meta.label for model in room_models()}
    assert holdings.unnamed() == [], "give each words in reports/holdings.py"
    assert sorted(set(holdings.HOLDINGS) - tables) == []


def test_a_table_nobody_named_yet_is_in_the_papers_all_the_same() -> None:
    named = holdings.HOLDINGS.pop("policy.Wording")
    try:
        assert "policy.Wording" in holdings.unnamed()
        assert "Wordings" in {line.words for line in holdings.schedule()}
    finally:
        holdings.HOLDINGS["policy.Wording"] = named


def test_the_names_are_no_code_words_and_each_is_said_once() -> None:
    words = [holding.words for holding in holdings.HOLDINGS.values()]
    assert [one for one in words if code_words(one)] == []
    assert sorted(words) == sorted(set(words))
    assert {holding.purpose for holding in holdings.HOLDINGS.values()} <= set(holdings.PURPOSES)
