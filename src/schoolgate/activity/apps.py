"""The log of web activity, as a Django app. Arrow is loaded by whoever reads or writes rows, not at start."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "schoolgate.activity"
    label = "activity"
