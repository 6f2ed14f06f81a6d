"""A locked list that nobody has loaded is not known, and never taken for kept."""

from datetime import date

import pytest

from schoolgate.gates.web.categories import LOCKED, category
from schoolgate.gates.web.locked import standing_of
from schoolgate.kernel.standings import Standing


def test_an_empty_slot_is_not_known_and_says_where_its_list_comes_from() -> None:
    for each in LOCKED:
        finding = standing_of(each)
        assert finding.standing is Standing.NOT_KNOWN
        assert "not known until your own copy is loaded" in finding.because
        assert each.source in finding.because


def test_a_loaded_list_is_kept_with_its_rows_and_day() -> None:
    finding = standing_of(category("terrorist-content"), 1200, date(2026, 11, 3))
    assert finding.standing is Standing.KEPT
    assert finding.because == (
        "The list of unlawful terrorist content, 1,200 rows loaded on 3 November 2026, is closed for everyone, always."
    )


def test_rows_without_a_day_or_a_day_without_rows_prove_nothing() -> None:
    assert standing_of(category("terrorist-content"), 1200).standing is Standing.NOT_KNOWN
    assert standing_of(category("terrorist-content"), 0, date(2026, 11, 3)).standing is Standing.NOT_KNOWN


def test_only_locked_categories_stand_so() -> None:
    with pytest.raises(ValueError, match="games is not locked"):
        standing_of(category("games"))
