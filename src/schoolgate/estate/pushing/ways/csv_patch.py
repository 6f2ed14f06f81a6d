"""A list of changes in CSV (RFC 4180) for a technician: one a line, to take out or to put in.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which it shows as plain text.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from schoolgate.estate.pushing.contract import Way
from schoolgate.estate.pushing.plan import Change

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def render(changes: Sequence[Change]) -> str:
    """Columns: do (add or remove), group, account."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("do", "group", "account"))
    rows.writerows(("add" if one.add else "remove", _plain(one.group), _plain(one.account)) for one in changes)
    return written.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


WAY: Final = Way("csv", "A list of changes (CSV)", ("microsoft", "google", "local-ad"), ".csv", render=render)
