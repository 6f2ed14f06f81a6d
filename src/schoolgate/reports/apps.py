"""The reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "schoolgate.reports"

    def ready(self) -> None:
        from schoolgate.caretaking.naming import named_by
        from schoolgate.reports.holdings import name_of

        named_by(name_of)
