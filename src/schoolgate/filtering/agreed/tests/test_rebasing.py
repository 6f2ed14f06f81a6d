"""A change proposed on an old version is made again on the one in force."""

from dataclasses import replace

import pytest
from hypothesis import given

from schoolgate.filtering.agreed.rebasing import rebased
from schoolgate.filtering.agreed.setting import Setting, level_from
from schoolgate.filtering.agreed.tests.some_settings import NIGHT, PLAYTIME, junior_opens, some_settings
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.kernel.errors import BadInputError

NOW = Setting()


def test_both_changes_are_in_it() -> None:
    made = rebased(NOW, junior_opens("games"), replace(junior_opens("crypto-money"), windows=(NIGHT,)))
    assert made == replace(junior_opens("games", "crypto-money"), windows=(NIGHT,))
    both = rebased(NOW, replace(NOW, windows=(PLAYTIME,)), replace(NOW, windows=(NIGHT,)))
    assert both.windows == (NIGHT, PLAYTIME)
    named = rebased(NOW, replace(NOW, roles={"office": "staff"}), replace(NOW, roles={"teachers": "staff"}))
    assert named.roles == {"office": "staff", "teachers": "staff"}


@given(some_settings, some_settings)
def test_on_the_version_it_was_made_from_it_is_what_was_proposed(base: Setting, proposed: Setting) -> None:
    assert rebased(base, proposed, base) == proposed


@given(some_settings, some_settings)
def test_a_change_of_nothing_changes_nothing(base: Setting, current: Setting) -> None:
    assert rebased(base, base, current) == current


@given(some_settings, some_settings)
def test_what_is_in_force_already_is_left(base: Setting, proposed: Setting) -> None:
    assert rebased(base, proposed, proposed) == proposed


@given(some_settings, some_settings, some_settings)
def test_any_change_can_be_made_again_on_any_version(base: Setting, proposed: Setting, current: Setting) -> None:
    made = rebased(base, proposed, current)
    if proposed.unknown != base.unknown:
        assert made.unknown == proposed.unknown


def test_where_the_two_do_not_go_together_it_is_said() -> None:
    year_6 = NOW.with_level(level_from(SHIPPED[1], "year-6", "year 6"))
    with pytest.raises(BadInputError, match="no level 'year-6'"):
        rebased(year_6, replace(year_6, years={"6": "year-6"}), NOW)
