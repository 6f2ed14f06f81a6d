"""What the policy room writes in the permanent record."""

from typing import Final

from schoolgate.ledger.kinds import kind

KEPT: Final = kind(
    "policy.kept",
    "kept a policy file and our reading of it",
    number="the version's number at this school",
    sha256="the file's digest",
    reader="the version of the reader",
    reading="the digest of the reading",
    promises="how many promises were found",
)
PUT_IN_FORCE: Final = kind(
    "policy.put-in-force",
    "put a policy in force",
    version="ref of the version",
    sha256="the file's digest",
    body="the body that ratified it, as a key",
    ratified_on="the day it was ratified",
    in_force_from="the day it came into force",
    minute="the digest of the minute's reference",
)
READING_ANSWERED: Final = kind(
    "policy.reading-answered",
    "said whether we read a sentence rightly",
    clause="ref of the sentence",
    right="whether it was read rightly",
    correction="the digest of what was corrected",
)
LINEAGE_ANSWERED: Final = kind(
    "policy.lineage-answered",
    "said whether a re-worded sentence is an older promise",
    offered="ref of the older promise",
    same="whether it is the same",
)
REVIEW_TRIGGERED: Final = kind(
    "policy.review-triggered",
    "said that something calls for a review of the policy",
    kind="an incident, new technology, a new AI tool or new statutory guidance, as a key",
    reason="ref of what happened",
    due="the day by which it must have had its review",
)
REVIEW_HELD: Final = kind(
    "policy.review-held",
    "said that the policy was reviewed",
    held_on="the day",
    outcome="how it ended, as a key",
    next_due="the day of the next review, where one was set",
    triggers="how many calls for a review it answered",
)
TRIGGER_CLOSED: Final = kind(
    "policy.trigger-closed", "said which review answered a call for one", review="ref of the review"
)
