"""What this filter decided, as a source of web activity: a school that filters with us has a log with no set-up."""

from pathlib import Path

from django.conf import settings

from schoolgate.activity.offered import Offered
from schoolgate.filtering.folder import filter_folder
from schoolgate.people.models import School


def landing(school: School) -> Offered | None:
    """The folder in which decisions land, once there are rules to decide by."""
    data = Path(settings.SCHOOLGATE_DATA)
    folder = filter_folder(data, school.ref)
    if not folder.rules.exists():
        return None
    way = {"folder": str(folder.landing.relative_to(data))}
    return Offered("Our own web filter", "schoolgate", "landing", way)
