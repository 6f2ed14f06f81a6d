"""A small policy in our own words, already read: what the rooms above the reader are tried on."""

from datetime import date

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

REVIEW = "This policy is reviewed each September."
PASSWORDS = "Staff change their passwords every term."
REPORTS = "The online safety lead reports regularly to senior leaders."
WELCOME = "Our school is a friendly place."
_TOPICS = {REVIEW: "policy-review.review-date", PASSWORDS: "passwords.changed", REPORTS: "roles-assigned.advice"}
_CLOCKS = {PASSWORDS: When("every term", 1, "term", "school"), REPORTS: When("regularly")}


def reading_of(*sentences: str, due: date | None = date(2026, 9, 30), reader: str = "1") -> Reading:
    """A reading of a policy with these sentences, one a block; those of this module promise what they say."""
    blocks = tuple(Block(Role.PARAGRAPH, sentence) for sentence in sentences)
    return Reading(
        extract=Extract("txt", digest(list(sentences)), blocks),
        document=DocumentFacts(
            title="Online safety policy",
            school="Robin Hill Infant School",
            approved=ReadDate(date(2025, 9, 30), "month", "September 2025"),
            review_due=ReadDate(due, "month", f"{due:%B %Y}") if due else None,
            post_holders=(PostHolder("online-safety-lead", "Ada Okoro", "Online safety lead: Ada Okoro"),),
        ),
        clauses=tuple(_clause(number, sentence) for number, sentence in enumerate(sentences)),
        reader=reader,
    )


def _clause(block: int, sentence: str) -> Clause:
    topic = _TOPICS.get(sentence, "other.general")
    return Clause(
        ref=derived_ref("clause", sentence),
        heading=("Our rules",),
        text=sentence,
        span=Span(block, 0, len(sentence)),
        stem="",
        strength=Strength.NONE if sentence == WELCOME else Strength.MUST,
        polarity=Polarity.DO,
        who=("staff",),
        protects=(),
        when=_CLOCKS.get(sentence),
        nature=Nature.CONTEXT if sentence == WELCOME else Nature.DUTY,
        areas=(topic.split(".", 1)[0],),
        topics=(TopicGuess(topic, 0.9),),
    )
