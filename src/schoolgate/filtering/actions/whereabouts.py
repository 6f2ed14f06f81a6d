"""The file of whereabouts, written anew by the clock where anything was recorded since: what serves reads only that."""

from datetime import datetime
from typing import Final

from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.whereabouts import whereabouts
from schoolgate.filtering.replacing import put
from schoolgate.filtering.ways_in.whereabouts import Head, WhereaboutsError, head_of, lines, new_salt
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import length
from schoolgate.people.models import School

WRITTEN_AGAIN: Final = 600  # seconds: leases that were to begin by then are in the file
_MODE: Final = 0o640  # whoever serves belongs to the file's group, and nobody else reads where children are
_LANDING_MODE: Final = 0o2770  # what serves writes there, and the clock takes away what is too old


def write_whereabouts(school: School, now: datetime) -> bool:
    """Write who is where, if the filter runs at this school and anything changed. Returns whether it wrote.

    Where the filter does not run nothing is kept, and a file that is there is taken away. Raises ``OSError`` where the
    folder cannot be written; the file that was there then serves on.
    """
    folder = folder_of(school)
    agreed = setting_in_force(school)
    if agreed is None or not agreed.setting.serving.runs:
        folder.whereabouts.unlink(missing_ok=True)
        return False
    record, was = length(school_chain(school.ref)), _written(folder)
    made_at = int(now.timestamp())
    if was is not None and was.record == record and 0 <= made_at - was.made_at < WRITTEN_AGAIN:
        return False
    folder.root.mkdir(parents=True, exist_ok=True)
    if not folder.landing.exists():
        folder.landing.mkdir()
        folder.landing.chmod(_LANDING_MODE)
    head = Head(school.ref, made_at, agreed.setting, was.salt if was else new_salt(), record)
    put(folder.whereabouts, lines(head, whereabouts(school, now, head.salt)), _MODE)
    return True


def _written(folder: FilterFolder) -> Head | None:
    """The first line of the file that is there; None where it is none, or damaged."""
    try:
        return head_of(folder.whereabouts)
    except (OSError, WhereaboutsError):
        return None
