"""What the checks of the policy are told of the agreement: how many changes, by how many people, and what drifted."""

from datetime import date, timedelta
from typing import Any, Final

from schoolgate.filtering.models import Drift, SettingVersion
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Counted

_YEAR: Final = timedelta(days=365)


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Changes of the last year, each agreed by two people or found to have been made by nobody who agreed it.

    Nothing to count where the school has agreed nothing here yet.
    """
    versions = SettingVersion.objects.for_school(school)
    if not versions.exists():
        return {"filtering.changes_agreed": None, "filtering.as_agreed": None}
    agreed = versions.filter(in_force_from__date__gt=on - _YEAR).count()
    open_drifts = Drift.objects.for_school(school).filter(settled_on=None)
    drifted = open_drifts.count()
    parts = len(Drift.What)
    changed = open_drifts.values("what").distinct().count()
    return {
        "filtering.changes_agreed": Counted(agreed + drifted, agreed, drifted, 0, on),
        "filtering.as_agreed": Counted(parts, parts - changed, changed, 0, on),
    }
