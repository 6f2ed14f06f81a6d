"""Whether classes have the filtering of their age, and whether what advice names is closed for children."""

from dataclasses import replace
from datetime import date

import pytest

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.measuring.setting import HARMFUL, kinds_closed, levels
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.vocabulary.facts import Counted

DAY = date(2026, 11, 16)
RECEPTION, YEAR_4 = (0,), (4,)
SHIPPED = Setting()
ALL = frozenset(CATEGORIES)


def counted(setting: Setting, classes: dict[str, tuple[int, ...]]) -> tuple[int, int, int]:
    found = levels(setting, classes, DAY)
    assert found is not None
    return found.good, found.late, found.unknown


def test_it_works() -> None:
    """As it ships each class has the level of its youngest."""
    assert counted(SHIPPED, {"grp_wrens": RECEPTION, "grp_owls": YEAR_4, "grp_mixed": (2, 3)}) == (3, 0, 0)


def test_a_class_at_a_level_meant_for_older_people_is_not_as_it_should_be() -> None:
    assert counted(replace(SHIPPED, groups={"grp_wrens": "junior"}), {"grp_wrens": RECEPTION}) == (0, 1, 0)
    assert counted(replace(SHIPPED, groups={"grp_owls": "staff"}), {"grp_owls": YEAR_4}) == (0, 1, 0)


def test_a_stricter_level_than_needed_fits_and_so_does_nothing_at_all() -> None:
    for level in ("infant", ""):
        assert counted(replace(SHIPPED, groups={"grp_owls": level}), {"grp_owls": YEAR_4}) == (1, 0, 0)


def test_a_level_of_the_schools_own_is_held_against_what_the_level_of_their_age_closes() -> None:
    junior = SHIPPED.by_level["junior"]
    own = SHIPPED.with_level(replace(junior, key="owls", words="Owls", block=junior.block | {"news"}))
    assert counted(replace(own, groups={"grp_owls": "owls"}), {"grp_owls": YEAR_4}) == (1, 0, 0)
    looser = own.with_level(replace(junior, key="owls", words="Owls", block=junior.block - {"games"}))
    assert counted(replace(looser, groups={"grp_owls": "owls"}), {"grp_owls": YEAR_4}) == (0, 1, 0)


def test_a_class_of_which_no_year_is_known_could_not_be_looked_up() -> None:
    assert counted(replace(SHIPPED, groups={"grp_owls": "junior"}), {"grp_owls": ()}) == (0, 0, 1)
    assert levels(SHIPPED, {}, DAY) is None


def test_each_kind_that_advice_names_is_closed_as_it_ships() -> None:
    assert kinds_closed(SHIPPED, ALL, DAY) == Counted(10, 10, 0, 0, DAY, date(2026, 11, 30))


@pytest.mark.parametrize("kind", list(HARMFUL))
def test_a_kind_that_is_open_for_some_children_is_found(kind: str) -> None:
    junior = SHIPPED.by_level["junior"]
    opened = SHIPPED.with_level(replace(junior, block=junior.block - {HARMFUL[kind][0]}))
    found = kinds_closed(opened, ALL, DAY)
    assert found is not None
    assert (found.good, found.late, found.unknown) == (9, 1, 0)


def test_a_kind_of_which_no_list_holds_a_site_is_closed_in_name_only() -> None:
    found = kinds_closed(SHIPPED, frozenset({"gambling"}), DAY)
    assert found is not None
    assert (found.good, found.late, found.unknown) == (1, 0, 9)
    supplied = kinds_closed(SHIPPED, None, DAY)  # a supplier's lists are not looked into: what was agreed counts
    assert supplied is not None
    assert supplied.good == 10
    infants = replace(SHIPPED, levels=tuple(one for one in SHIPPED.levels if one.key != "junior"))
    garden = kinds_closed(infants, frozenset(), DAY)  # a walled garden needs no list
    assert garden is not None
    assert garden.good == 10
