"""What holds for every feed of activity, the day it is added."""

import pytest

from schoolgate.feeds.activity.contract import ActivityExample, ActivityFeed
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS, recognised
from schoolgate.feeds.activity.schema import SCHEMA
from schoolgate.feeds.activity.tests.reads import batches, read

EXAMPLES = [
    pytest.param(feed, example, id=f"{feed.key}: {example.words}")
    for feed in ACTIVITY_FEEDS
    for example in feed.examples
]


@pytest.mark.parametrize(("feed", "example"), EXAMPLES)
def test_it_reads_its_examples(feed: ActivityFeed, example: ActivityExample) -> None:
    found = read(feed.key, example.text, example.options)
    assert (len(found.rows), len(found.rejects), found.skipped) == (example.rows, example.rejects, example.skipped)
    assert {key: found.rows[0][key] for key in example.first} == example.first


@pytest.mark.parametrize(("feed", "example"), EXAMPLES)
def test_its_batches_are_of_the_schema_and_hold_no_nulls(feed: ActivityFeed, example: ActivityExample) -> None:
    for batch in batches(feed.key, example.text.encode(), example.options):
        assert batch.rows.schema.equals(SCHEMA)
        assert all(column.null_count == 0 for column in batch.rows.columns)
        batch.rows.validate(full=True)


@pytest.mark.parametrize(("feed", "example"), EXAMPLES)
def test_the_size_of_its_chunks_changes_nothing(feed: ActivityFeed, example: ActivityExample) -> None:
    whole = read(feed.key, example.text, example.options)
    for size in (1, 7, 100):
        parts = read(feed.key, example.text, example.options, size)
        assert (parts.rows, parts.rejects, parts.skipped) == (whole.rows, whole.rejects, whole.skipped)


@pytest.mark.parametrize(("feed", "example"), EXAMPLES)
def test_an_example_is_recognised_as_the_feeds_own(feed: ActivityFeed, example: ActivityExample) -> None:
    if not feed.mapped:
        assert recognised(example.text.encode()) is feed
