"""Files that come in, as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "schoolgate.intake"
    label = "intake"

    def ready(self) -> None:
        from schoolgate.intake import due  # noqa: F401  (importing registers what the clock does here)
