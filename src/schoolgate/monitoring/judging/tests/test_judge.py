"""A few typed words are judged by what they may mean for the child who typed them."""

from schoolgate.monitoring.judging import Packs, judge


def test_it_works() -> None:
    judged = judge("i want to die")
    assert judged.alert
    assert judged.severity == "high"
    assert judged.category == "suicide"
    assert judged.because


def test_what_alarms_nobody_is_not_queued() -> None:
    assert judge("how do volcanoes work").severity == "none"


def test_a_muted_rule_is_silent() -> None:
    rule = judge("i want to die").rule
    assert not judge("i want to die", Packs(muted=frozenset({rule}))).alert
