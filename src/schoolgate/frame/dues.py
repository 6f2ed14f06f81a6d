"""What a room does by the clock, and what it hears from other rooms, stands in its ``due.py`` or is named there.

It is looked for when the clock first goes round in a process, and not when the process starts: a page or a command that
only reads has no use for it, and all of it takes longer to load than most commands take.
"""

import importlib
import importlib.util
from functools import cache

from django.apps import apps


@cache
def registered() -> None:
    """Have every room's rounds, sweeps and handlers registered, in the order of the installed rooms."""
    for config in apps.get_app_configs():
        name = f"{config.name}.due"
        if config.name.startswith("schoolgate.") and importlib.util.find_spec(name):
            importlib.import_module(name)
