"""Training, as a Django app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "schoolgate.learning"
    label = "learning"

    def ready(self) -> None:
        from schoolgate.intake.loads.registry import LOADS

        LOADS.offer("schoolgate.learning.loading")
