"""Which of the law's deadlines bind which school."""

import pytest

from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.statutory import STATUTORY, binding


def keys(nation: Nation, funding: str) -> set[str]:
    return {entry.key for entry in binding(nation, funding)}


def test_it_works() -> None:
    assert keys(Nation.ENGLAND, "maintained") == set(STATUTORY)


@pytest.mark.parametrize(
    ("nation", "funding", "spared"),
    [
        (Nation.ENGLAND, "academy", {"educational-record"}),
        (Nation.ENGLAND, "independent", {"educational-record", "freedom-of-information"}),
        (Nation.SCOTLAND, "maintained", set(STATUTORY) - {
            "breach-to-ico", "subject-access", "subject-access-extended", "data-protection-complaint"}),
    ],
)  # fmt: skip
def test_the_kind_of_school_and_its_nation_choose(nation: Nation, funding: str, spared: set[str]) -> None:
    assert set(STATUTORY) - keys(nation, funding) == spared


def test_what_turns_on_a_kind_nobody_has_said_is_kept_in_mind_and_not_called_certain() -> None:
    assert STATUTORY["educational-record"].binds(Nation.ENGLAND, "") is None
    assert STATUTORY["educational-record"] in binding(Nation.ENGLAND, "")
    assert STATUTORY["breach-to-ico"].binds(Nation.ENGLAND, "") is True
