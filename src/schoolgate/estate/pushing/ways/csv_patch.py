"""A list of changes in CSV (RFC 4180) for a technician: one a line, to take out or to put in."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from schoolgate.estate.pushing.contract import Way
from schoolgate.estate.pushing.plan import Change


def render(changes: Sequence[Change]) -> str:
    """Columns: do (add or remove), group, account."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("do", "group", "account"))
    rows.writerows(("add" if one.add else "remove", one.group, one.account) for one in changes)
    return written.getvalue()


WAY: Final = Way("csv", "A list of changes (CSV)", "microsoft", ".csv", render=render)
