"""What the judging of typed words must reach, on texts that were never tuned to."""

import pytest

from bench.judging import SETS, figures, labelled
from bench.judging_train import TUNING


@pytest.mark.parametrize("name", ["held", "last"])
def test_it_works(name: str) -> None:
    risk, harmless, high = figures(name)
    assert risk >= 0.9
    assert harmless <= 0.25
    assert high <= 0.05


def test_nothing_is_fitted_to_what_was_held_out() -> None:
    assert set(TUNING).isdisjoint({"held", "last"})
    tuned = {text for name in TUNING for kind in ("risk", "harmless") for _, text in labelled(name, kind)}
    held = [
        text for name in SETS.keys() - set(TUNING) for kind in ("risk", "harmless") for _, text in labelled(name, kind)
    ]
    assert len(tuned.intersection(held)) < len(held) / 50  # a few of the commonest words for a thing stand in any set
