"""What the policy room writes in the permanent record."""

from typing import Final

from schoolgate.ledger.kinds import changes_only, kind

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
    present="how many members were there, where it was entered",
    quorum="how many the body needs, where it was entered",
    pending="whether it is in use and not ratified yet",
)
WITHDRAWN: Final = kind(
    "policy.withdrawn",
    "withdrew a policy file that was given by mistake",
    number="the version's number at this school",
    sha256="the file's digest",
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
AMENDMENT_PROPOSED: Final = kind(
    "policy.amendment-proposed",
    "proposed other words for the policy",
    clause="ref of the sentence, or nothing for a new one",
    source="who or what it came from, as a key",
    said="the digest of the words",
)
AMENDMENT_MOVED: Final = kind(
    "policy.amendment-moved",
    "said what became of a proposal",
    status="how far it has come, as a key",
    meeting="ref of the meeting, where there is one",
    version="ref of the version that carries it, where one does",
)
EFFECTIVENESS_STATED: Final = kind(
    "policy.effectiveness-stated",
    "said how well the policy works",
    works="how well, as a key",
    meeting="ref of the meeting",
    version="ref of the version",
    counts="the digest of how many promises had each mark that day",
)
CONSULTED: Final = kind(
    "policy.consulted",
    "entered that people were asked about the policy",
    held_on="the day",
    way="a meeting, a survey or conversations, as a key",
    audiences="who was asked, as keys",
    people="how many answered, where it was counted",
    themes="how many themes came up",
    changed="whether anything changed because of it",
)
RULED: Final = kind(
    "policy.ruled",
    "said what to go by where two sentences disagree",
    clause="ref of the one",
    other="ref of the other",
    holds="ref of the sentence that holds, or both",
    ruled_on="the day it was decided",
    amendment="ref of the change proposed with it, where one was",
)
READINGS_CONFIRMED: Final = kind(
    "policy.readings-confirmed",
    "said of many sentences at once that we read them rightly",
    count="how many",
    promise="ref of the promise",
    clause="ref of the sentence",
)

READINGS: Final = changes_only({"readings"}, READING_ANSWERED, READINGS_CONFIRMED)
REVIEWS: Final = changes_only({"reviews"}, REVIEW_TRIGGERED, REVIEW_HELD, TRIGGER_CLOSED, CONSULTED)
PROPOSALS: Final = changes_only({"proposals"}, AMENDMENT_PROPOSED, AMENDMENT_MOVED, EFFECTIVENESS_STATED)
