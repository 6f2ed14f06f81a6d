"""The frame as a Django app: the outbox's tables, the look, and checks on every room's models."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "schoolgate.frame"
    label = "frame"
    verbose_name = "Frame"

    def ready(self) -> None:
        from schoolgate.frame import checks  # noqa: F401  (importing registers them)
