"""Training, as a Django app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "schoolgate.learning"
    label = "learning"

    def ready(self) -> None:
        from schoolgate.learning import due  # noqa: F401  (importing registers what lapses by itself)
