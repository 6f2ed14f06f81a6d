"""Parts are put together, found damaged, and erased, and nothing is lost, counted twice or kept too long."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from schoolgate.activity.actions import keep_for, record_assessment
from schoolgate.activity.actions.compacting import compact
from schoolgate.activity.actions.erasing import erase_person
from schoolgate.activity.actions.mending import look_over
from schoolgate.activity.actions.settling import settle
from schoolgate.activity.actions.sweeping import READ_FOR, WRITTEN_FOR, sweep_files
from schoolgate.activity.models import Source
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import missing, parts
from schoolgate.activity.remaking import FEWEST
from schoolgate.activity.tests.squid import OPERATOR, give, line, stored
from schoolgate.caretaking.actions import erase_what_is_due, place_hold, release_hold
from schoolgate.estate.tests.robin_hill import MACS, RobinHill
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people

DAY = date(2026, 11, 24)


def hourly(source: Source) -> int:
    return sum(row["rows"] for row in stored(source, "hours"))


def test_many_small_parts_become_one_and_say_the_same(source: Source, folder: Path) -> None:
    for second in (3, 1, 2):
        give(source, [line(second)], continues=True)
    before = stored(source)
    assert not lines(school_chain(source.school.ref), labels=["school"], kind="activity.loaded")
    assert compact(source.school, actor=OPERATOR) == 6
    assert stored(source) == before
    assert (len(parts(source.school)), hourly(source)) == (1, 3)
    assert len(lines(school_chain(source.school.ref), labels=["school"], kind="activity.compacted")) >= 2
    assert len(list(folder.glob("*/*/rows-*"))) == 4  # whoever reads the old ones still can
    sweep_files(timezone.now() + READ_FOR + timedelta(seconds=1))
    assert len(list(folder.glob("*/*/rows-*"))) == 1
    assert give(source, [line(1), line(2), line(3)]).kept == 0


def test_sites_that_few_asked_for_are_not_counted_for_years(source: Source) -> None:
    last_week = -7 * 24 * 3600
    many = [line(last_week + n, "http://owls.example/", client=f"10.4.2.{n}") for n in range(FEWEST)]
    give(source, [*many, line(last_week, "http://jays.example/")])
    compact(source.school, actor=OPERATOR)
    assert [(row["site"], row["rows"]) for row in stored(source, "sites")] == [("owls.example", FEWEST)]
    give(source, [line(last_week, "http://owls.example/", client="10.4.2.77")])  # it came late
    compact(source.school, actor=OPERATOR)
    assert [(row["site"], row["rows"]) for row in stored(source, "sites")] == [("owls.example", FEWEST + 1)]


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_a_damaged_part_is_told_and_its_file_given_again_puts_it_back(source: Source, folder: Path, harm: str) -> None:
    give(source, [line(1), line(2)])
    give(source, [line(3)])
    (victim, *_) = parts(source.school)
    if harm == "gone":
        victim.path.unlink()
    else:
        victim.path.write_bytes(victim.path.read_bytes()[:-9] + b"corrupted")
    assert look_over(source.school, now=timezone.now(), actor=OPERATOR, all_of_it=True) == [victim.ref]
    (lost,) = missing(source.school)
    assert (lost.rows, lost.day) == (victim.rows, DAY)
    assert hourly(source) == len(stored(source)) == 3 - victim.rows
    assert give(source, [line(1), line(2), line(3)]).kept == victim.rows
    assert hourly(source) == len(stored(source)) == 3
    assert settle(source.school, [lost.ref], actor=OPERATOR) == 1
    assert missing(source.school) == []


def test_a_load_goes_on_beside_a_part_that_cannot_be_read(source: Source) -> None:
    give(source, [line(1)])
    (victim,) = parts(source.school)
    victim.path.write_bytes(b"no parquet")
    assert give(source, [line(1), line(2)]).kept == 2
    assert [one.ref for one in missing(source.school)] == [victim.ref]
    assert hourly(source) == len(stored(source)) == 2


def test_damaged_counts_are_made_again_of_the_rows(source: Source) -> None:
    give(source, [line(1), line(2)])
    (counts,) = parts(source.school, "hours")
    counts.path.unlink()
    assert look_over(source.school, now=timezone.now(), actor=OPERATOR, all_of_it=True) == [counts.ref]
    assert (hourly(source), missing(source.school)) == (2, [])


def test_rows_go_when_their_days_are_over_and_counts_stay(source: Source, folder: Path) -> None:
    give(source, [line(1)])
    keep_for(source.school, days=10, years=3, actor=OPERATOR)
    erase_what_is_due(source.school, actor=OPERATOR, on=DAY + timedelta(days=9))
    assert len(stored(source)) == 1
    erase_what_is_due(source.school, actor=OPERATOR, on=DAY + timedelta(days=10))
    assert (stored(source), hourly(source)) == ([], 1)
    assert lines(school_chain(source.school.ref), labels=["school"], kind="activity.erased")
    sweep_files(timezone.now() + READ_FOR + timedelta(seconds=1))
    assert not list(folder.glob("*/*/rows-*"))
    erase_what_is_due(source.school, actor=OPERATOR, on=date(2029, 11, 24))
    assert hourly(source) == 0


def test_a_person_is_erased_or_held(source: Source) -> None:
    hill = RobinHill(source.school)
    hill.lease(MACS[2], -600, 1200)
    give(source, [line(60), line(61, client="10.4.2.99")])
    mine = Pseudonyms.of(source.school).of_ref(hill.office.ref)
    assert [row["person"] for row in stored(source)] == [mine, ""]
    since = timezone.localdate()
    place_hold(source.school, hill.office.ref, why="a complaint", valid_from=since, actor=OPERATOR)
    with pytest.raises(SchoolgateError, match="held"):
        erase_person(source.school, hill.office.ref, actor=OPERATOR)
    keep_for(source.school, days=10, years=3, actor=OPERATOR)
    erase_what_is_due(source.school, actor=OPERATOR, on=DAY + timedelta(days=30))
    assert [row["person"] for row in stored(source)] == [mine]
    release_hold(source.school, hill.office.ref, valid_to=since, actor=OPERATOR)
    assert erase_person(source.school, hill.office.ref, actor=OPERATOR) == 1
    assert stored(source) == []


def test_with_somebody_who_left_long_ago_goes_their_web_activity(source: Source) -> None:
    hill, school = RobinHill(source.school), source.school
    hill.lease(MACS[2], -600, 1200)
    give(source, [line(60), line(61, client="10.4.2.99")])
    keep_for(school, days=400, years=3, actor=OPERATOR)
    # Their time would be over long after any row's, but for somebody who left before we were told of it.
    people.leave(hill.office, actor=OPERATOR, last_day=date(2010, 7, 23))
    today = timezone.localdate()
    place_hold(school, hill.office.ref, why="a complaint", valid_from=today, actor=OPERATOR)
    erase_what_is_due(school, actor=OPERATOR, on=today)
    assert len(stored(source)) == 2
    release_hold(school, hill.office.ref, valid_to=today, actor=OPERATOR)
    dry = erase_what_is_due(school, actor=OPERATOR, on=today, dry_run=True)
    assert [(one.key, one.due) for one in dry if "person" in one.key] == [
        ("activity.a-person", 1),
        ("people.person", 1),
    ]
    done = erase_what_is_due(school, actor=OPERATOR, on=today)
    assert next(one.rows for one in done if one.key == "activity.a-person") == 1
    assert ([row["person"] for row in stored(source)], hourly(source)) == ([""], 2)
    assert not [one for one in erase_what_is_due(school, actor=OPERATOR, on=today) if one.key == "activity.a-person"]


def test_files_that_a_load_left_behind_are_swept_and_no_others(source: Source, folder: Path) -> None:
    give(source, [line(1)])
    left = folder / source.school.ref / "2026-11-24" / "rows-apart_x.parquet.part"
    left.write_bytes(b"cut off")
    assert sweep_files(timezone.now()) == 0
    assert sweep_files(timezone.now() + WRITTEN_FOR + timedelta(minutes=1)) == 1
    assert len(stored(source)) == 1
    assert not left.exists()


def test_the_first_rows_ask_for_an_assessment_and_it_says_how_long_is_allowed(source: Source) -> None:
    give(source, [line(1)])
    officer = people.add_person(source.school, "Delphine Okafor", actor=OPERATOR)
    today = timezone.localdate()
    said: dict[str, Any] = {
        "made_on": today,
        "review_on": today + timedelta(days=365),
        "by": officer,
        "actor": OPERATOR,
    }
    record_assessment(source.school, days=14, **said)
    with pytest.raises(BadInputError, match="14 days that were assessed"):
        keep_for(source.school, days=30, years=3, actor=OPERATOR)
    assert keep_for(source.school, days=7, years=3, actor=OPERATOR).days == 7
