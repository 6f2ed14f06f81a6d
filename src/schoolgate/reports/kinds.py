"""What the reports room writes in the permanent record."""

from typing import Final

from schoolgate.ledger.kinds import kind

MADE: Final = kind(
    "report.made",
    "made a paper to give away",
    report="which, by key",
    on="the day it speaks of",
    contents="the digest of what it says",
    pdf="the PDF's digest",
    pack="the digest of the pack, where the record went along",
)
TAKEN: Final = kind("report.taken", "took a paper that was made", report="which, by key")
RECORD_TAKEN: Final = kind("report.record-taken", "took the whole record as a file")
