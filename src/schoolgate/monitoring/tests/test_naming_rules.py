"""What a rule is called on a page of counts: words for a safeguarding lead, and never its key."""

import pytest

from schoolgate.activity.noticing import rule_called
from schoolgate.monitoring.alerts.naming import rule_words
from schoolgate.monitoring.judging.lexicon import shipped


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("suicide.method", "death: method"),
        ("languages.suicide", "death: in another language"),
        ("school.bullying", "bullying: the school’s own words"),
        ("two-places", "One log-in was used in two places at once"),
    ],
)
def test_it_works(rule: str, words: str) -> None:
    assert rule_called(rule) == rule_words(rule) == words


def test_every_rule_that_ships_has_words() -> None:
    for rule in shipped().rules:
        words = rule_words(rule.key)
        assert words != rule.key
        assert "." not in words, rule.key
