"""Django, set up once and only for nouns that need it."""

import os
from pathlib import Path

import django
from django.apps import apps


def prepare(data: Path | None) -> None:
    """Set Django up on the data folder given, or on the one that the environment names; make a new one ready."""
    set_up(data)
    from schoolgate.frame import readiness  # its settings are there only now

    readiness.open_up()


def set_up(data: Path | None) -> None:
    """Set Django up on the data folder, and look no further: for what must run whatever state the records are in."""
    if data is not None:
        os.environ["SCHOOLGATE_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    if not apps.ready:
        django.setup()
