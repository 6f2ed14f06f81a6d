"""What was used and what was blocked, day by day, in counts that point to nobody."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.landing.reading import Landed
from schoolgate.filtering.usage.counting import Day, Kind, counted, read
from schoolgate.filtering.usage.telling import Closed, LevelUse, telling

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def row(
    at: datetime = MONDAY, level: str = "junior", verdict: str = "allow", category: str = "", **more: str
) -> Landed:
    who = {"person": "", "device": "", "place": "", "mode": "on", **more}
    return Landed(
        at.timestamp(), "sch_1", level, verdict, category, "level:junior", "a.example", "", "connect",
        who["person"], who["device"], (), who["place"], 1, who["mode"],
    )  # fmt: skip


def test_it_works() -> None:
    found = counted([row(), row(verdict="block", category="games"), row()], LONDON)
    assert found == {
        date(2026, 11, 16): Day(
            {Kind("junior", "allow", "", "on"): 2, Kind("junior", "block", "games", "on"): 1},  # type: ignore[arg-type]  # a Counter equals a dictionary
            unknown=3,
        )
    }


def test_a_request_is_of_the_day_on_the_schools_own_clock() -> None:
    late = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)  # half past midnight in Britain
    assert list(counted([row(late)], LONDON)) == [date(2026, 7, 7)]
    assert list(counted([row(late)], ZoneInfo("UTC"))) == [date(2026, 7, 6)]


def test_whoever_is_known_by_person_device_or_class_is_known_and_guests_are_not_asked_who_they_are() -> None:
    rows = [row(person="per_1"), row(device="dev_1"), row()._replace(groups=("grp_1",)), row(), row(level="guest")]
    (day,) = counted(rows, LONDON).values()
    assert (day.known, day.unknown) == (3, 1)


def test_days_add_up_and_read_back_as_they_were() -> None:
    (one,) = counted([row(person="per_1")], LONDON).values()
    (other,) = counted([row(verdict="block", category="games")], LONDON).values()
    one.add(other)
    assert read(one.document()) == one
    assert one.document()["kinds"] == [["junior", "allow", "", "on", 1], ["junior", "block", "games", "on", 1]]


def of(*kinds: tuple[str, str, str, str, int]) -> Day:
    return read({"kinds": [list(kind) for kind in kinds], "known": 0, "unknown": 0})


def test_it_tells_use_and_what_was_blocked_by_level_and_category() -> None:
    use = telling(
        of(
            ("junior", "allow", "", "on", 80),
            ("junior", "block", "games", "on", 15),
            ("junior", "block", "", "watching", 5),
            ("staff", "allow", "", "on", 300),
            ("staff", "warn", "ai-chat", "on", 6),
        )
    )
    assert use.levels == (LevelUse("staff", 306, 0, 6, 0, 0), LevelUse("junior", 100, 20, 0, 0, 5))
    assert use.categories == (Closed("games", (0, 15)), Closed("", (0, 5)))
    assert (use.asked, use.blocked, use.levels[1].share, use.hidden) == (406, 20, 20.0, False)


def test_fewer_than_five_are_in_no_row_and_in_no_sum() -> None:
    use = telling(of(("infant", "allow", "", "on", 40), ("infant", "block", "self-harm", "on", 4)))
    assert use.levels == (LevelUse("infant", 40, 0, 0, 0, 0),)
    assert (use.categories, use.hidden) == ((), True)


KINDS = st.tuples(
    st.sampled_from(["infant", "junior"]),
    st.sampled_from(["allow", "block", "warn", "hold"]),
    st.sampled_from(["", "games", "chat"]),
    st.sampled_from(["on", "watching"]),
)


@given(st.dictionaries(KINDS, st.integers(1, 9), max_size=9), st.integers(1, 4))
def test_whatever_a_hidden_count_is_the_same_is_told(kinds: dict[tuple[str, str, str, str], int], other: int) -> None:
    changed = {kind: other if count < 5 else count for kind, count in kinds.items()}
    one, two = (telling(of(*((*kind, count) for kind, count in counts.items()))) for counts in (kinds, changed))
    assert one == two
    assert one.asked == sum(count for count in kinds.values() if count > 4)
