"""The room's watcher, registered with the log of web activity: it looks at every load by the alert rules."""

import importlib
from typing import TYPE_CHECKING, Final

from schoolgate.people.models import School

if TYPE_CHECKING:
    from schoolgate.activity.noticing import Looker


class AlertWatcher:
    """``begin`` loads what looks at rows when first wanted: the rules need Arrow, and most pages do not."""

    def begin(self, school: School) -> "Looker":
        looker: Looker = importlib.import_module("schoolgate.monitoring.watching_rows").RowLooker(school)
        return looker


WATCHER: Final = AlertWatcher()
