"""The contract every feed keeps, run over each the day its file appears."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.feeds.contract import NO_MAPPING, Column, Example, Feed, Files, Layout, Reject, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.feeds.tabular import table_feed
from schoolgate.feeds.values import KINDS
from schoolgate.kernel.errors import BadInputError

BIRDS = table_feed(
    key="test-birds",
    words="A made-up list of birds",
    source="nobody",
    columns=(
        Column("bird", "Bird", required=True, called=("Species",)),
        Column("ringed", "Ringed on", "date"),
        Column("count", "How many", "number"),
    ),
    examples=(
        Example("All is well.", {"birds.csv": "Species,Ringed on,How many\nWren,1/9/2026,3\nRobin,,\n"}, rows=2),
        Example("A day there is not.", {"birds.csv": "Bird;Ringed on\nWren;31/2/2026\nRobin;\n"}, rows=1, rejects=1),
    ),
)
EVERY = [BIRDS, *FEEDS]
EACH = pytest.mark.parametrize("feed", [pytest.param(feed, id=feed.key) for feed in EVERY])
EXAMPLES = pytest.mark.parametrize(
    ("feed", "example"),
    [pytest.param(feed, example, id=f"{feed.key}: {example.words}") for feed in EVERY for example in feed.examples],
)


def files_of(example: Example) -> Files:
    return {name: text.encode() for name, text in example.files.items()}


@EXAMPLES
def test_its_examples_hold(feed: Feed, example: Example) -> None:
    items = list(feed.parse(files_of(example), Layout()))
    rejects = [item for item in items if isinstance(item, Reject)]
    assert (len(items) - len(rejects), len(rejects)) == (example.rows, example.rejects)
    for reject in rejects:
        assert reject.reason.endswith("."), reject.reason
        assert reject.reason[0].isupper(), reject.reason
        assert reject.raw


@EXAMPLES
def test_it_knows_its_own_files_best(feed: Feed, example: Example) -> None:
    sureness = {other.key: other.recognises(files_of(example)) for other in EVERY}
    assert sureness[feed.key] == max(sureness.values())
    assert sureness[feed.key] > 0.3
    assert list(sureness.values()).count(sureness[feed.key]) == 1, sureness


@EXAMPLES
def test_a_table_loses_no_line(feed: Feed, example: Example) -> None:
    if not feed.columns:
        assert example.rows + example.rejects >= 0  # a format with a specification counts in its own way
        return
    lines = sum(len([line for line in text.splitlines() if line.strip()]) - 1 for text in example.files.values())
    items = feed.parse(files_of(example), Layout())
    assert len({(item.part, item.line) for item in items if item.line}) == lines  # a line may give more than one row


@EACH
def test_it_shows_a_good_file_and_a_bad_row(feed: Feed) -> None:
    assert any(example.rows for example in feed.examples)
    assert any(example.rejects for example in feed.examples)
    assert all(example.words.endswith(".") for example in feed.examples)


@EACH
def test_its_columns_are_of_kinds_that_are_known_and_have_names_of_their_own(feed: Feed) -> None:
    assert all(column.kind in KINDS for column in feed.columns)
    assert len({column.key for column in feed.columns}) == len(feed.columns)


@EACH
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["list.csv", "a.xlsx", "x"]))
def test_it_bears_any_bytes(feed: Feed, data: bytes, name: str) -> None:
    assert 0 <= feed.recognises({name: data}) <= 1
    items: list[Row | Reject] = []
    with contextlib.suppress(BadInputError):
        items = list(feed.parse({name: data}, Layout()))
    assert all(isinstance(item, Row | Reject) for item in items)


def test_what_a_mapping_names_and_the_file_lacks_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match="Fowl"):
        list(BIRDS.parse({"b.csv": b"Bird\nWren\n"}, Layout({"Fowl": "bird"})))
    with pytest.raises(BadInputError, match="“Bird”"):
        list(BIRDS.parse({"b.csv": b"Fowl,Count\nWren,2\n"}, Layout(NO_MAPPING)))
    with pytest.raises(BadInputError, match="two of its columns"):
        list(BIRDS.parse({"b.csv": b"A,B\nWren,2\n"}, Layout({"A": "bird", "B": "bird"})))


def test_a_mapping_says_which_heading_is_which_column() -> None:
    data = b"A,B,Left out\nWren,1/2/26,x\nRobin,1/23/26,y\n"
    items = list(BIRDS.parse({"b.csv": data}, Layout({"A": "bird", "B": "ringed"})))
    assert items == [
        Row(2, {"bird": "Wren", "ringed": "2026-01-02"}),  # month first, as the next row settles
        Row(3, {"bird": "Robin", "ringed": "2026-01-23"}),
    ]
