"""All that writes to the log of web activity. What reads or writes rows is named by itself, since it loads Arrow:
``actions.loading``, ``actions.compacting``, ``actions.mending``, ``actions.erasing``.
"""

from schoolgate.activity.actions.assessing import keep_for, record_assessment
from schoolgate.activity.actions.naming import Named, name
from schoolgate.activity.actions.sources import add_source

__all__ = ["Named", "add_source", "keep_for", "name", "record_assessment"]
