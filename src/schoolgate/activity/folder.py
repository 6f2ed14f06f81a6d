"""Where the parts lie: ``<data>/activity/<ref of the school>/<day>/<kind>-<ref>.parquet``. The manifest names them."""

from pathlib import Path

from django.conf import settings


def activity_folder() -> Path:
    """The folder that paths in the manifest are relative to. It is not made."""
    return Path(settings.SCHOOLGATE_DATA) / "activity"
