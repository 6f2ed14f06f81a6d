"""What the store in service says of itself: which categories its lists hold any site of."""

from pathlib import Path

from django.conf import settings

from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.store.layout import Header, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.people.models import School


def header_of(school: School) -> Header | None:
    """None where there is no store, or it cannot be read."""
    path = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref).lists
    try:
        return Store(path).header
    except (StoreError, OSError):
        return None
