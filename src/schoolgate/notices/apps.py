"""Our outgoing letters, as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "schoolgate.notices"
    label = "notices"
    verbose_name = "Letters"

    def ready(self) -> None:
        from schoolgate.frame.telling import tell_by

        tell_by("schoolgate.notices.actions.send")
