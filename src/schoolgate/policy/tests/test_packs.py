"""Framework packs: dated, sourced, hinged on topics, and refused by name where they are wrong."""

from datetime import date
from pathlib import Path

import pytest

from schoolgate.kernel.clocks.rules import rule_of
from schoolgate.policy.packs import PackError, Requirement, in_force, load, packs, requirement, requirements_in_force
from schoolgate.vocabulary.topics import TOPICS

TODAY = date(2026, 11, 21)
EVERY = [found for pack in packs() for found in pack.requirements]


def test_it_works() -> None:
    keys = {pack.key for pack in in_force(TODAY)}
    assert keys == {
        "connected-world-2020",
        "data-protection",
        "dfe-cyber",
        "dfe-filtering-monitoring",
        "kcsie-2025",
        "uksic-2026",
    }


def test_a_requirement_says_where_it_comes_from() -> None:
    found = requirement("dfe-filtering-monitoring/yearly-review")
    assert found.source.startswith("Filtering and monitoring standards for schools and colleges (March 2023")
    assert found.source.endswith("second standard")
    assert found.topics == ("monitoring.effectiveness-review",)
    assert found.rhythm


def test_what_is_in_force_depends_on_the_day_and_the_nation() -> None:
    assert "kcsie-2025" not in {pack.key for pack in in_force(date(2025, 8, 31))}
    assert "kcsie-2025" in {pack.key for pack in in_force(date(2025, 9, 1))}
    assert {pack.key for pack in in_force(TODAY, "scotland")} == {"connected-world-2020", "uksic-2026"}


def test_a_requirement_may_begin_later_than_its_pack() -> None:
    complaint = "data-protection/complaint"
    assert complaint not in {found.key for found in requirements_in_force(date(2026, 6, 18))}
    assert complaint in {found.key for found in requirements_in_force(date(2026, 6, 19))}


@pytest.mark.parametrize("found", EVERY, ids=lambda found: found.key)
def test_every_requirement_is_whole(found: Requirement) -> None:
    assert set(found.topics) <= TOPICS.keys()
    assert found.words.endswith(".")
    assert found.gap == "" or found.gap.endswith(".")
    assert found.suggestion == "" or found.suggestion.endswith(".")
    assert found.checked or found.reason.endswith(".")
    assert date(2018, 1, 1) <= found.starts <= date(2027, 1, 1)
    assert found.rhythm is None or rule_of(found.rhythm)
    assert all(words == words.lower() for words in found.shown_by)


def test_keys_are_unique_and_what_is_unchecked_says_so() -> None:
    keys = [found.key for found in EVERY]
    assert len(keys) == len(set(keys))
    assert not requirement("kcsie-2025/lead-training").checked
    assert "was not read" in requirement("kcsie-2025/lead-training").reason


GOOD = """
key = "hill"
title = "Hill rules"
edition = "2026"
publisher = "Robin Hill"
kind = "standards"
nations = ["england"]
source = "https://example.org"
in_force_from = 2026-01-01
[[requirement]]
key = "one"
words = "Something is done."
topics = ["backup.taken"]
who = ["it-lead"]
checked = true
"""


def test_a_folder_of_packs_is_read(tmp_path: Path) -> None:
    (tmp_path / "hill.toml").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("left alone")
    assert [found.key for found in load(tmp_path)[0].requirements] == ["hill/one"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Hill rules"', "", "hill.toml: it lacks title"),
        ('kind = "standards"', 'kind = "standards"\ncolour = "red"', "nobody reads colour"),
        ('"backup.taken"', '"backup.eaten"', "requirement 'one': 'backup.eaten' is not one of the topics"),
        ('"it-lead"', '"wizard"', "'wizard' is not one of the who"),
        ('["backup.taken"]', "[]", "its topics are empty"),
        ("checked = true", "checked = false", "unchecked and does not say why"),
        ("checked = true", 'checked = true\nshown_by = ["x"]', "no gap to report"),
        ("checked = true", 'checked = true\nrhythm = { n = 1, unit = "moon" }', "its rhythm is not one"),
        ("2026-01-01", '"January"', "which is not a date"),
        ("2026-01-01", "2026-01-01\nin_force_to = 2025-01-01", "ends before it starts"),
        ('"hill"', "hill", "it is not TOML"),
        ("[[requirement]]", "[[requirements]]", "nobody reads requirements"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "hill.toml").write_text(GOOD.replace(old, new, 1))
    with pytest.raises(PackError, match=message):
        load(tmp_path)


def test_the_same_key_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD)
    with pytest.raises(PackError, match=r"b.toml: its key 'hill' is another pack's too"):
        load(tmp_path)
