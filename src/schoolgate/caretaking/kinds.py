"""What looking after the installation writes in the permanent record."""

from schoolgate.ledger.kinds import kind

BACKED_UP = kind(
    "backup.taken",
    "took a backup",
    sha256="digest of the file",
    rows="how many",
    files="how many",
    keys="apart, beside or inside",
)
UPGRADED = kind(
    "installation.upgraded", "brought the records up to date", changes="how many", backup="digest of the one before"
)
RESTORED = kind("backup.restored", "restored a backup", made_at="when it was taken", rows="how many", files="how many")
TRIED = kind(
    "backup.tried",
    "restored a backup as a test",
    sha256="digest of the file",
    well="whether all of it was there and the record whole",
    rows="how many",
    entries="how many entries of the record",
)
HELD = kind(
    "hold.placed", "said that something must be kept", valid_from="first day", valid_to="the day after the last"
)
RELEASED = kind(
    "hold.released", "said that something need be kept no longer", valid_to="the day it may be erased again"
)
ERASED = kind(
    "retention.erased",
    "erased what had been kept long enough",
    what="which kind of thing",
    count="how many",
    rows="rows changed or taken out",
    held="how many were due and held",
    on="the day asked about",
)
ERASED_OF_PERSON = kind(
    "retention.person-erased",
    "erased what was kept of one person",
    what="which kind of thing",
    rows="rows changed or taken out",
    kept="how many stay, for a case or by law",
    why="asked, mistake or order, as a key",
)
HANDED_OVER = kind(
    "technician.changed",
    "handed the care of the machinery to somebody else",
    gone="ref of whoever had it",
    sessions="how many were ended",
    tokens="how many ways in for machines were ended",
    keys="whether the keys were changed",
)
EXPORTED = kind("school.exported", "gave the school's records away in open formats", rows="how many", files="how many")
