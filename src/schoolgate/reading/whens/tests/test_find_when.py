"""Clocks, as policies write them, in our own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.reading.model import When
from schoolgate.reading.whens import find_when


def test_it_works() -> None:
    found = find_when("Offending pictures are removed within one working day.")
    assert found == When("within one working day", 1, "day", "working")


RHYTHMS = [
    ("The policy is reviewed annually.", 1, "year", "calendar"),
    ("We review this every year.", 1, "year", "calendar"),
    ("Staff are trained once a year.", 1, "year", "calendar"),
    ("Reviewed on a yearly basis.", 1, "year", "calendar"),
    ("An annual audit is made of accounts.", 1, "year", "calendar"),
    ("Reviewed at least every two years.", 2, "year", "calendar"),
    ("The DSL is trained every 2 years.", 2, "year", "calendar"),
    ("A biennial review takes place.", 2, "year", "calendar"),
    ("Governors read this every three years.", 3, "year", "calendar"),
    ("We test it every other year.", 2, "year", "calendar"),
    ("The plan follows a two-year cycle.", 2, "year", "calendar"),
    ("Parents sign at the beginning of each academic year.", 1, "year", "school"),
    ("At the start of every school year pupils agree the rules.", 1, "year", "school"),
    ("Each academic year we ask again.", 1, "year", "school"),
    ("Consent is asked for every September.", 1, "year", "school"),
    ("Logs are read twice a year.", 6, "month", "calendar"),
    ("Governors hear three times a year.", 4, "month", "calendar"),
    ("Three times each academic year governors hear.", 1, "term", "school"),
    ("A newsletter goes out four times a year.", 3, "month", "calendar"),
    ("Passwords change termly.", 1, "term", "school"),
    ("Passwords change on a termly basis.", 1, "term", "school"),
    ("Changed at a minimum of once per term.", 1, "term", "school"),
    ("The lead reports each term.", 1, "term", "school"),
    ("At the end of each term phones are cleared.", 1, "term", "school"),
    ("The filter is tested half-termly.", 1, "half_term", "school"),
    ("The filter is tested every half term.", 1, "half_term", "school"),
    ("Twice a term the governor calls in.", 1, "half_term", "school"),
    ("There are two assemblies each term on this.", 1, "half_term", "school"),
    ("There is at least one training session every year.", 1, "year", "calendar"),
    ("Accounts are checked monthly.", 1, "month", "calendar"),
    ("Accounts are checked every six months.", 6, "month", "calendar"),
    ("Accounts are checked six-monthly.", 6, "month", "calendar"),
    ("A 12-monthly check is made.", 12, "month", "calendar"),
    ("Quarterly reports go to the board.", 3, "month", "calendar"),
    ("The log is read fortnightly.", 2, "week", "calendar"),
    ("Definitions are updated at least weekly.", 1, "week", "calendar"),
    ("The log is read once a week.", 1, "week", "calendar"),
    ("The DSL reads alerts every Friday.", 1, "week", "calendar"),
    ("Alerts are read daily.", 1, "day", "school"),
    ("Backups are taken daily.", 1, "day", "calendar"),
    ("Alerts are read every school day.", 1, "day", "school"),
    ("Passwords expire every 90 days.", 90, "day", "calendar"),
]

LIMITS = [
    ("It is taken down within one working day.", 1, "day", "working"),
    ("Staff hear by the end of the next working day.", 1, "day", "working"),
    ("It is reported within 24 hours.", 24, "hour", "wall"),
    ("The regulator is told within seventy-two hours of the loss.", 72, "hour", "wall"),
    ("Complaints are answered within 15 school days.", 15, "day", "school"),
    ("Answered within twenty (20) school days.", 20, "day", "school"),
    ("Patches go on within 14 days of release.", 14, "day", "calendar"),
    ("Requests are met within one month.", 1, "month", "calendar"),
    ("Requests are met within one calendar month.", 1, "month", "calendar"),
    ("Answers come no later than five working days.", 5, "day", "working"),
    ("Parents have two weeks' notice.", 2, "week", "calendar"),
    ("Give at least 24 hours notice.", 24, "hour", "wall"),
    ("Logs are kept for 12 months.", 12, "month", "calendar"),
    ("Records are destroyed after six years.", 6, "year", "calendar"),
    ("Pictures are kept for no longer than one year.", 1, "year", "calendar"),
    ("Retained for a minimum of 90 days.", 90, "day", "calendar"),
    ("Pupils may be barred for up to two weeks.", 2, "week", "calendar"),
    ("Critical updates: 14 days", 14, "day", "calendar"),
]


@pytest.mark.parametrize(("line", "n", "unit", "clock"), RHYTHMS + LIMITS)
def test_a_clock_with_a_number(line: str, n: int, unit: str, clock: str) -> None:
    found = find_when(line)
    assert found is not None
    assert (found.n, found.unit, found.clock) == (n, unit, clock)


@pytest.mark.parametrize(
    "line",
    [
        "Staff report it immediately.",
        "Concerns are passed on promptly.",
        "Logs are read regularly.",
        "Training is given on a regular basis.",
        "The list is checked from time to time.",
        "Faults are mended as soon as possible.",
        "The policy is reviewed bi-annually.",
        "The school may check files at any time.",
    ],
)
def test_a_vague_clock_has_words_and_no_number(line: str) -> None:
    found = find_when(line)
    assert found is not None
    assert found.text
    assert (found.n, found.unit, found.clock) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "anchor"),
    [
        ("New staff are shown this on induction.", "induction"),
        ("Parents are given a copy on entry.", "entry"),
        ("Parents sign when their child starts school.", "entry"),
        ("Accounts close when staff leave the school.", "leaving"),
        ("The screen is wiped at the end of each lesson.", "each time"),
        ("Consent is sought before publishing a picture.", "before publishing"),
    ],
)
def test_a_moment_is_named_without_a_number(line: str, anchor: str) -> None:
    found = find_when(line)
    assert found is not None
    assert (found.n, found.anchor) == (None, anchor)


@pytest.mark.parametrize(
    "line",
    [
        "Staff hide their number with 141.",
        "Users must be 13 years old.",
        "Pupils aged 7 to 11 years use it.",
        "It is not for children under 13 years.",
        "There were 200 cases over the past four years.",
        "In the last two years much has changed.",
        "Year 2 pupils use tablets.",
        "Every Year 2 class has tablets.",
        "Each year group has a set.",
        "It is for Key Stage 1.",
        "The safe costs £40 and weighs 12 kilograms.",
        "Ring 01234 567890.",
        "The office is open 24/7.",
        "The line is open 24 hours a day, 7 days a week.",
        "The head leads on this day to day.",
        "In the long term we hope for better.",
        "Internet use is part of daily life.",
        "The policy was approved on 4 May 2024.",
        "Once they leave the room, screens lock.",
        "The school day is busy.",
    ],
)
def test_what_is_no_clock_is_left_alone(line: str) -> None:
    found = find_when(line)
    assert found is None or found.n is None


def test_a_start_is_kept() -> None:
    found = find_when("The regulator is told within 72 hours of becoming aware of the loss.")
    assert found is not None
    assert found.anchor == "becoming aware of the loss"


def test_a_school_year_starts_it() -> None:
    found = find_when("Forms are signed at the beginning of each academic year.")
    assert found is not None
    assert found.anchor == "start of academic year"


@pytest.mark.parametrize(
    ("line", "combine"),
    [
        ("Reviewed annually or in response to an incident, whichever is sooner.", "sooner_of"),
        ("Changed each term, or at notice of a breach, whoever is sooner.", "sooner_of"),
        ("Reviewed every two years, or more often if guidance changes.", "sooner_of"),
        ("Kept for six years or until the pupil is 25, whichever is later.", "later_of"),
        ("Reviewed annually.", None),
    ],
)
def test_two_triggers_are_joined(line: str, combine: str | None) -> None:
    found = find_when(line)
    assert found is not None
    assert found.combine == combine


def test_an_item_takes_its_stem_s_clock() -> None:
    found = find_when("check the filter on each tablet", stem="Each half term the technician will:")
    assert found is not None
    assert (found.n, found.unit) == (1, "half_term")


def test_its_own_clock_comes_before_the_stem_s() -> None:
    found = find_when("read the alerts every week", stem="Each half term the technician will:")
    assert found is not None
    assert (found.n, found.unit) == (1, "week")


def test_a_heading_of_few_words_gives_its_clock() -> None:
    found = find_when("The technician checks the filter.", heading=("Filtering", "Weekly checks"))
    assert found is not None
    assert (found.n, found.unit) == (1, "week")


def test_a_sentence_after_it_may_say_only_when() -> None:
    found = find_when("Parents are shown the rules.", after="This will be at least once a year.")
    assert found is not None
    assert (found.n, found.unit) == (1, "year")


def test_a_sentence_after_it_that_says_more_keeps_its_clock() -> None:
    assert find_when("Passwords are strong.", after="They should be changed each term.") is None


def test_the_words_are_quoted_as_written() -> None:
    found = find_when("Reviewed Every Two Years by the board.")
    assert found is not None
    assert found.text == "Every Two Years"


@given(n=st.integers(2, 99), unit=st.sampled_from(["hour", "day", "week", "month", "term", "year"]))
def test_every_so_many_units_is_that_period(n: int, unit: str) -> None:
    found = find_when(f"The list is checked every {n} {unit}s.")
    assert found is not None
    assert (found.n, found.unit) == (n, unit)


@given(n=st.integers(1, 99), kind=st.sampled_from(["working", "school", "calendar"]))
def test_within_so_many_days_keeps_the_kind_of_day(n: int, kind: str) -> None:
    found = find_when(f"It is answered within {n} {kind} days.")
    assert found is not None
    assert (found.n, found.unit, found.clock) == (n, "day", kind)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_and_quoted_from_itself(text: str) -> None:
    found = find_when(text)
    if found is not None:
        assert found.text
        assert (found.n is None) == (found.unit is None) == (found.clock is None)
