"""What a dry run tells has no small count in it, and none can be had back from what it tells."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.replaying.tallies import MOST_SITES, Cell, Change, Tally
from schoolgate.filtering.replaying.telling import FEW, Lesson, Row, Site, read, telling

CELL = Cell("junior", "grp_owls", "games", Change.OPENING)
WRENS = Cell("infant", "grp_wrens", "games", Change.CLOSING)


def counted(*added: tuple[Cell, str, int]) -> Tally:
    tally = Tally()
    for cell, host, times in added:
        for _ in range(times):
            tally.add(cell, host)
    return tally


def test_it_works() -> None:
    told = telling(counted((CELL, "puzzles.example", 7), (WRENS, "puzzles.example", 6)), (), ())
    assert told.levels == (Row("junior", 0, 7, 0), Row("infant", 6, 0, 0))
    assert told.groups == (Row("grp_owls", 0, 7, 0), Row("grp_wrens", 6, 0, 0))
    assert told.categories == (Row("games", 6, 7, 0),)
    assert told.sites_opening == (Site("puzzles.example", "games", 7),)
    assert (told.closing, told.opening, told.changes, told.hidden) == (6, 7, 13, False)


def test_fewer_than_five_of_a_class_are_told_nowhere_and_that_there_are_some_is_said() -> None:
    told = telling(counted((CELL, "puzzles.example", 20), (WRENS, "spelling.example", 4)), (), ())
    assert told.groups == (Row("grp_owls", 0, 20, 0),)
    assert (told.closing, told.hidden) == (0, True)
    assert "spelling.example" not in str(told.document())


def test_a_site_is_named_where_it_was_asked_for_five_times() -> None:
    told = telling(counted((CELL, "puzzles.example", 5), (CELL, "dice.example", 4)), (), ())
    assert told.sites_opening == (Site("puzzles.example", "games", 5),)
    assert told.opening == 9


CELLS = st.builds(
    Cell,
    st.sampled_from(["infant", "junior"]),
    st.sampled_from(["", "grp_owls", "grp_wrens"]),
    st.sampled_from(["", "games"]),
    st.sampled_from([Change.CLOSING, Change.OPENING, Change.OTHERWISE]),
)


@given(st.dictionaries(CELLS, st.integers(1, 12), max_size=8), st.integers(1, 4))
def test_whatever_a_hidden_count_is_the_same_is_told(cells: dict[Cell, int], instead: int) -> None:
    def of(counts: dict[Cell, int]) -> object:
        return telling(counted(*((cell, "a.example", count) for cell, count in counts.items())), (), ())

    changed = {cell: instead if count < FEW else count for cell, count in cells.items()}
    assert of(cells) == of(changed)


def test_requests_for_more_sites_than_are_counted_by_name_are_still_counted() -> None:
    tally = Tally()
    tally.sites = Counter({(f"{n}.example", CELL): 1 for n in range(MOST_SITES)})
    tally.add(CELL, "one.more.example")
    assert (len(tally.sites), tally.further[CELL], tally.cells[CELL]) == (MOST_SITES, 1, 1)


def test_what_is_kept_of_it_reads_back_as_it_was() -> None:
    tally = counted((CELL, "puzzles.example", 7))
    tally.already, tally.regraded, tally.judged = 3, 9, 12
    lesson = Lesson("tables.example", "junior", "It is on the list of games.")
    told = telling(tally, (lesson,), ("roles",), lost=2)
    assert read(told.document()) == told
    assert (told.already, told.regraded) == (0, 9)  # three is too few to tell
