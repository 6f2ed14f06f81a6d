"""All that writes to the log of web activity. ``actions.loading`` is named by itself: it loads Arrow."""

from schoolgate.activity.actions.naming import Named, name
from schoolgate.activity.actions.sources import add_source

__all__ = ["Named", "add_source", "name"]
