"""Taking away files that are no part any more, and those that a load left behind that was cut off."""

import contextlib
from datetime import datetime, timedelta
from typing import Final

from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.activity.sealing import take_away
from schoolgate.frame.scoped import unscoped

READ_FOR: Final = timedelta(hours=1)  # whoever took the manifest before it changed may still be reading
WRITTEN_FOR: Final = timedelta(hours=12)  # the longest a load takes; after that nobody is writing the file


def sweep_files(now: datetime) -> int:
    """How many files went: of parts that are live no more, an hour after they were; and files that no part names, half
    a day after they were last written to. What was set aside as damaged stays, for whoever can mend it."""
    folder = activity_folder()
    with unscoped("files of every school lie in one folder"):
        over = Part.objects.filter(
            state__in=(Part.State.REPLACED, Part.State.ERASED), file_gone=False, gone_at__lt=now - READ_FOR
        )
        gone = list(over.values_list("pk", "path"))
        for _pk, path in gone:
            take_away(folder, path)
        Part.objects.filter(pk__in=[pk for pk, _path in gone]).update(file_gone=True)
        return len(gone) + _left_behind(now)


def _left_behind(now: datetime) -> int:
    folder, old = activity_folder(), (now - WRITTEN_FOR).timestamp()
    found = []
    for path in folder.glob("*/*/*.parquet*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < old:
                found.append(path.relative_to(folder).as_posix())
    named = set(Part.objects.filter(path__in=found, file_gone=False).values_list("path", flat=True)) if found else set()
    lost = [path for path in found if path not in named]
    for name in lost:
        take_away(folder, name)
    return len(lost)
