"""A small made-up policy, read: a table, a list, two headings, promises of several kinds."""

from dataclasses import replace
from datetime import date
from typing import Final

from schoolgate.kernel.digests import digest
from schoolgate.kernel.refs import derived_ref
from schoolgate.reading.model import (
    Block,
    Clause,
    DocumentFacts,
    Extract,
    Nature,
    Polarity,
    PostHolder,
    ReadDate,
    Reading,
    Role,
    Span,
    Strength,
    TopicGuess,
    When,
)

TITLE: Final = "Online Safety Policy"
REVIEW: Final = "Governors review this policy every year."
FILTER: Final = "The safeguarding lead reads the filter report each week."
WELCOME: Final = "Our children love the pond."
LOCK: Final = "Staff lock their screens"
LOGS: Final = "IT support keeps logs regularly."
_BLOCKS: Final = (
    Block(Role.HEADING, TITLE, level=1),
    Block(Role.FURNITURE, "Page 1 of 3"),
    Block(Role.HEADING, "1. Reviewing", level=2),
    Block(Role.PARAGRAPH, f"{WELCOME} {REVIEW}"),
    Block(Role.HEADING, "2. Filtering", level=2),
    Block(Role.HEADING, "2.1 Reports", level=3),
    Block(Role.PARAGRAPH, FILTER),
    Block(Role.ITEM, f"{LOCK};", level=1, marker="•"),
    Block(Role.ITEM, "and children do not share passwords.", level=2, marker="a)"),
    Block(Role.ROW, "Thing | What we do", cells=("Thing", "What we do"), header=("Thing", "What we do"), table=1),
    Block(Role.ROW, f"Logs | {LOGS}", cells=("Logs", LOGS), header=("Thing", "What we do"), table=1),
)


def reading(*, review_due: date = date(2024, 11, 30)) -> Reading:
    """The reading of it, with a review date in the past unless told otherwise."""
    clauses = (
        _clause(3, WELCOME, nature=Nature.CONTEXT),
        _clause(3, REVIEW, "policy-review.review-date", who=("governors",), when=When("every year", 1, "year")),
        _clause(6, FILTER, "monitoring.reviewed", who=("dsl",), when=When("each week", 1, "week", "calendar")),
        _clause(7, LOCK, "access-rights.locked", who=("staff",)),
        _clause(8, "children do not share passwords.", "passwords.strength", who=("pupils",)),
        _clause(10, LOGS, "monitoring.in-place", who=("it-lead",), when=When("regularly")),
    )
    clauses = (*clauses[:4], replace(clauses[4], polarity=Polarity.DO_NOT), *clauses[5:])
    document = DocumentFacts(
        title=TITLE,
        approved=ReadDate(date(2023, 11, 30), "month", "November 2023"),
        review_due=ReadDate(review_due, "month", f"{review_due:%B %Y}"),
        post_holders=(PostHolder("head", "Amara Whitlock", "Headteacher: Amara Whitlock"),),
        references=("Behaviour policy",),
    )
    return Reading(Extract("docx", "0" * 64, _BLOCKS, pages=3), document, clauses, reader="test")


def of_one(sentence: str) -> Reading:
    """The reading of a policy that promises one thing."""
    clause = replace(_clause(6, FILTER, "passwords.changed"), ref=derived_ref("clause", sentence), text=sentence)
    block = Block(Role.PARAGRAPH, sentence)
    return Reading(
        Extract("txt", digest([sentence]), (block,)),
        DocumentFacts(title=TITLE),
        (replace(clause, span=Span(0, 0, len(sentence))),),
        reader="test",
    )


def _clause(
    block: int,
    text: str,
    *topics: str,
    who: tuple[str, ...] = (),
    when: When | None = None,
    nature: Nature = Nature.DUTY,
) -> Clause:
    start = _BLOCKS[block].text.index(text)
    return Clause(
        ref=derived_ref("clause", text),
        heading=("1. Reviewing",),
        text=text,
        span=Span(block, start, start + len(text), 1),
        stem="",
        strength=Strength.MUST,
        polarity=Polarity.DO,
        who=who,
        protects=(),
        when=when,
        nature=nature,
        areas=tuple(topic.split(".")[0] for topic in topics),
        topics=tuple(TopicGuess(topic, 0.9) for topic in topics),
    )
