"""A reading written as JSON and read back is the same reading."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.reading.model import (
    Block,
    Clause,
    DocumentFacts,
    Extract,
    Lint,
    Nature,
    Polarity,
    PostHolder,
    ReadDate,
    Reading,
    Role,
    Section,
    Span,
    Strength,
    TopicGuess,
    When,
)
from schoolgate.reading.serial import from_json, to_json

SENTENCE = "The computing lead must test the filter each week."
READING = Reading(
    extract=Extract(
        "txt", "0" * 64, (Block(Role.PARAGRAPH, SENTENCE, page=2),), pages=3, notes=("Comments left out.",)
    ),
    document=DocumentFacts(
        title="Online Safety Policy",
        school="Robin Hill Infant School",
        approved=ReadDate(date(2025, 9, 30), "month", "September 2025"),
        review_interval=When("every year", 1, "year", "calendar"),
        post_holders=(PostHolder("head", "Ms A. Wren", "Headteacher: Ms A. Wren"),),
    ),
    clauses=(
        Clause(
            ref="clause_aaaaaaaaaaaaaaaa",
            heading=("Filtering",),
            text=SENTENCE,
            span=Span(0, 0, len(SENTENCE), 2),
            stem="",
            strength=Strength.MUST,
            polarity=Polarity.DO,
            who=("computing-lead",),
            protects=(),
            when=When("each week", 1, "week", "school"),
            nature=Nature.DUTY,
            areas=("web-filtering",),
            topics=(TopicGuess("web-filtering.test", 0.9),),
        ),
    ),
    lint=(Lint("vague-clock", "clause_aaaaaaaaaaaaaaaa", SENTENCE, "Say which day.", "every Monday"),),
    reader="1",
)


def test_it_comes_back_the_same() -> None:
    assert from_json(json.loads(json.dumps(to_json(READING)))) == READING


def test_the_shape_is_the_one_the_command_line_promises() -> None:
    value = to_json(READING)
    assert value["document"]["approved"] == {"date": "2025-09-30", "precision": "month", "text": "September 2025"}
    assert value["document"]["review_due"] is None
    clause = value["clauses"][0]
    assert clause["strength"] == "must"
    assert clause["polarity"] == "do"
    assert clause["section"] == "body"
    assert clause["when"] == {
        "text": "each week",
        "n": 1,
        "unit": "week",
        "clock": "school",
        "anchor": None,
        "combine": None,
    }
    assert clause["topics"] == [{"key": "web-filtering.test", "confidence": 0.9}]
    assert (clause["page"], clause["promises"]) == (2, True)
    assert value["lint"][0]["clause"] == clause["ref"]


def test_keys_of_a_later_shape_are_passed_over() -> None:
    value = to_json(READING)
    value["clauses"][0]["mood"] = "hopeful"
    assert from_json(value) == READING


words = st.text(max_size=20)
tuples = st.lists(words, max_size=3).map(tuple)
whens = st.builds(When, text=words, n=st.none() | st.integers(1, 60), unit=st.sampled_from([None, "day", "half_term"]))
dates = st.builds(ReadDate, date=st.dates(), precision=st.sampled_from(["day", "month"]), text=words)
clauses = st.builds(
    Clause,
    ref=words,
    heading=tuples,
    text=words,
    span=st.builds(Span, block=st.integers(0, 9), start=st.integers(0, 9), end=st.integers(0, 9), page=st.none()),
    stem=words,
    strength=st.sampled_from(Strength),
    polarity=st.sampled_from(Polarity),
    who=tuples,
    protects=tuples,
    when=st.none() | whens,
    nature=st.sampled_from(Nature),
    areas=tuples,
    topics=st.lists(st.builds(TopicGuess, key=words, confidence=st.floats(0, 1)), max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    section=st.sampled_from(Section),
)
blocks = st.builds(
    Block, role=st.sampled_from(Role), text=words, level=st.integers(0, 6), cells=tuples, header=tuples, marker=words
)
readings = st.builds(
    Reading,
    extract=st.builds(Extract, kind=words, sha256=words, blocks=st.lists(blocks, max_size=3).map(tuple), notes=tuples),
    document=st.builds(DocumentFacts, title=words, approved=st.none() | dates, review_interval=st.none() | whens),
    clauses=st.lists(clauses, max_size=3).map(tuple),
    lint=st.lists(st.builds(Lint, kind=words, clause=st.none() | words, quote=words, message=words), max_size=2).map(
        tuple
    ),
    reader=words,
)


@settings(max_examples=60, deadline=None)
@given(readings)
def test_any_reading_comes_back_the_same(reading: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading
