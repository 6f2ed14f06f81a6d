"""The room of pages that show several rooms."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "schoolgate.home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from schoolgate.frame import navigation

        navigation.surround_with("schoolgate.home.places.surround")
