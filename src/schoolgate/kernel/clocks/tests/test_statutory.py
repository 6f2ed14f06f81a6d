"""Which of the law's deadlines bind which school."""

import pytest

from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.statutory import STATUTORY, binding
from schoolgate.vocabulary.schools import Funding


def keys(nation: Nation, funding: str) -> set[str]:
    return {entry.key for entry in binding(nation, funding)}


def test_it_works() -> None:
    assert keys(Nation.ENGLAND, Funding.MAINTAINED) == set(STATUTORY)


@pytest.mark.parametrize(
    ("nation", "funding", "spared"),
    [
        (Nation.ENGLAND, Funding.ACADEMY, {"educational-record"}),
        (Nation.ENGLAND, Funding.INDEPENDENT, {"educational-record", "freedom-of-information"}),
        (Nation.SCOTLAND, Funding.MAINTAINED, set(STATUTORY) - {
            "breach-to-ico", "subject-access", "subject-access-extended", "data-protection-complaint"}),
    ],
)  # fmt: skip
def test_the_kind_of_school_and_its_nation_choose(nation: Nation, funding: str, spared: set[str]) -> None:
    assert set(STATUTORY) - keys(nation, funding) == spared


def test_what_turns_on_a_kind_nobody_has_said_is_kept_in_mind_and_not_called_certain() -> None:
    assert STATUTORY["educational-record"].binds(Nation.ENGLAND, "") is None
    assert STATUTORY["educational-record"] in binding(Nation.ENGLAND, "")
    assert STATUTORY["breach-to-ico"].binds(Nation.ENGLAND, "") is True


def test_every_kind_it_names_is_a_kind_of_school() -> None:
    named = {kind for entry in STATUTORY.values() for kind in entry.funding}
    assert named <= set(Funding)
