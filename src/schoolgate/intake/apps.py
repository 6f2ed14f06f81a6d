"""Files that come in, as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "schoolgate.intake"
    label = "intake"
