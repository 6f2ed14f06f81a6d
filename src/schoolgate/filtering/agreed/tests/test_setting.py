"""The setting: what it must be, how it is kept as a document, and that nothing in it opens what is locked."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from schoolgate.filtering.agreed.documents import digest_of, document, read
from schoolgate.filtering.agreed.setting import CLOSED, Decider, Setting, level_from
from schoolgate.filtering.agreed.tests.some_settings import NIGHT, junior_opens, some_settings
from schoolgate.gates.web.checks import LockedError
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.snapshots import SnapshotError, sealed
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError


def test_as_it_ships_nothing_is_filtered_and_levels_are_those_of_the_gate() -> None:
    assert Setting().levels == SHIPPED
    assert not Setting().serving.runs


@given(some_settings)
def test_any_setting_goes_through_its_document(setting: Setting) -> None:
    kept = json.loads(json.dumps(document(setting)))
    assert read(kept) == setting
    assert kept["digest"] == digest_of(setting)


def test_a_document_from_before_a_part_was_added_is_read_with_its_default() -> None:
    plain = document(junior_opens("games"))["setting"]
    for part in ("serving", "supplier", "closure_days"):
        del plain[part]
    assert read({"schema": 1, "digest": digest(plain), "setting": plain}) == junior_opens("games")
    del plain["levels"][0]["words"]  # which has no default
    with pytest.raises(SnapshotError, match=r"setting\.levels: this should be an object with key, words"):
        read({"schema": 1, "digest": digest(plain), "setting": plain})


def test_a_document_that_was_changed_is_refused() -> None:
    kept = document(Setting())
    kept["setting"]["needs_entitlement"] = True
    with pytest.raises(SnapshotError, match="not as they were written"):
        read(kept)
    with pytest.raises(SnapshotError, match="no snapshot"):
        read(sealed("rules", Setting()))


def test_a_school_makes_a_level_of_its_own_from_one_that_ships() -> None:
    year_6 = level_from(SHIPPED[1], "year-6", "year 6")
    setting = replace(Setting().with_level(year_6), years={"6": "year-6"}, unknown=CLOSED)
    assert setting.by_level["year-6"].block == SHIPPED[1].block
    assert replace(setting, years={}).with_level(replace(year_6, words="the oldest")).levels[-1].words == "the oldest"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"unknown": "sixth-form"}, "no level 'sixth-form'"),
        ({"groups": {"class_owls": "sixth-form"}}, "The level of class_owls, by groups: there is no level"),
        ({"places": {"": "infant"}}, "by places: it is for nobody"),
        ({"levels": (*SHIPPED, SHIPPED[0])}, "one that another has"),
        ({"levels": (*SHIPPED, replace(SHIPPED[0], key="Year 6"))}, "small letters"),
        ({"levels": (*SHIPPED, replace(SHIPPED[0], key="year-6", words=" "))}, "it has no words"),
        ({"windows": (replace(NIGHT, hours=()),)}, "no hours"),
        ({"sites": (Listed("LIBRARY.example", frozenset({"children"})),)}, "one spelling"),
        ({"deciders": (Decider("pupils-council", "day"),)}, "nobody can hold that role"),
        ({"deciders": (Decider("teachers", "day"),) * 2}, "says the same twice"),
        ({"deciders": (Decider("teachers", "week"),)}, "no length of time"),
        ({"deciders": (Decider("teachers", "day", levels=frozenset({"sixth-form"})),)}, "no level 'sixth-form'"),
        ({"serving": Serving(Mode.ON, places={"": Mode.ON})}, "it names no class or place"),
        ({"closure_days": 0}, "1 to 5 school days"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cause(part: dict[str, object], said: str) -> None:
    with pytest.raises(BadInputError) as refused:
        replace(Setting(), **part)  # type: ignore[arg-type]  # each case gives a part of its own
    assert said.casefold() in str(refused.value).casefold()


@pytest.mark.parametrize(
    "opens",
    [
        {"levels": (replace(SHIPPED[3], warn=frozenset({"child-abuse-images"})),), "unknown": ""},
        {"windows": (replace(NIGHT, closes_everything=False, opens=frozenset({"terrorist-content"})),)},
        {"deciders": (Decider("head", "lesson", frozenset({"drawn-abuse-images"})),)},
    ],
)
def test_nothing_in_a_setting_opens_what_is_locked(opens: dict[str, object]) -> None:
    with pytest.raises(LockedError, match="nobody can open and no school can switch off"):
        replace(Setting(), **opens)  # type: ignore[arg-type]  # each case gives a part of its own
