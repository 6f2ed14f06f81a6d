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
