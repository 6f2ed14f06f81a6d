"""Agreements, as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "schoolgate.agreements"
    label = "agreements"

    def ready(self) -> None:
        from schoolgate.agreements import due  # noqa: F401  (importing registers when people are asked and reminded)
