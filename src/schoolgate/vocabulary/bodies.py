"""Who may ratify a school's policy."""

from typing import Final

BODIES: Final[dict[str, str]] = {
    "governing-body": "Governing body",
    "committee": "Committee of governors",
    "trust-board": "Trust board",
    "local-committee": "Local governing committee",
    "head": "Headteacher, by delegation",
}
