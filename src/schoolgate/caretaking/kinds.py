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
