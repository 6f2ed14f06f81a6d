"""What intake writes in the permanent record. Refs, digests, counts and choices: the files stay here, locked."""

from typing import Final

from schoolgate.ledger.kinds import kind

RECEIVED: Final = kind(
    "intake.received",
    "took in a file",
    sha256="the file's digest",
    bytes="its size",
    way="how it came",
    true_on="the day it speaks of",
)
REPEATED: Final = kind("intake.repeated", "was given a file that is here already", sha256="the file's digest")
NAMED: Final = kind("intake.named", "said what a file is", feed="what kind of list", load="what it is to change")
AGAIN: Final = kind("intake.again", "had a file looked at again that had not been taken")
MAPPED: Final = kind(
    "intake.mapped",
    "said which column of a list is which",
    feed="what kind of list",
    fingerprint="the digest of its headings",
    columns="how many columns are used",
    mapping="ref of what was said",
)
APPLIED: Final = kind(
    "intake.applied",
    "applied a file",
    load="what it changed",
    plan="the digest of what was shown",
    changes="how many changes",
    unchanged="how many rows said what is known",
    rejected="how many rows could not be used",
    answered="whether a question had to be answered first",
)
UNDONE: Final = kind("intake.undone", "undid what a file had changed", load="what was undone", changes="how many")
REFUSED: Final = kind("intake.refused", "did not take a file", because="a key: unreadable, or set aside by a person")
HANDED: Final = kind("intake.handed", "took a file over as what it is, and no list", taker="as what")
WATCHED: Final = kind("intake.watched", "set a folder to be watched for files", feed="what kind of list, if said")
UNWATCHED: Final = kind("intake.unwatched", "ended the watching of a folder")
EXPECTED: Final = kind(
    "intake.expected", "said how often files of a kind are expected", feed="what kind", every="how often, or never"
)
SILENT: Final = kind("intake.silent", "noticed that expected files had not come", feed="what kind", due="by which day")
