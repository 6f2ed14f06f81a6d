"""Of several verdicts the strictest decides."""

from schoolgate.kernel.verdicts import Verdict, strictest


def test_the_strictest_decides_in_any_order() -> None:
    assert strictest((Verdict.ALLOW, Verdict.WARN)) is Verdict.WARN
    assert strictest((Verdict.HOLD, Verdict.ALLOW, Verdict.WARN)) is Verdict.HOLD
    assert strictest((Verdict.BLOCK, Verdict.HOLD)) is Verdict.BLOCK
    assert strictest((Verdict.ALLOW,)) is Verdict.ALLOW


def test_no_verdict_at_all_opens_nothing() -> None:
    assert strictest(()) is Verdict.BLOCK
