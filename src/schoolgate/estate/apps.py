"""Places, networks, devices, directory accounts, entitlements and machine tokens."""

from django.apps import AppConfig


class EstateConfig(AppConfig):
    name = "schoolgate.estate"
    label = "estate"
    verbose_name = "Estate"

    def ready(self) -> None:
        from schoolgate.estate.api import once  # noqa: F401  (importing registers its sweep)
