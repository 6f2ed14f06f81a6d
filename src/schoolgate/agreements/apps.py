"""Agreements, as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "schoolgate.agreements"
    label = "agreements"

    def ready(self) -> None:
        from schoolgate.intake.loads.registry import LOADS

        LOADS.offer("schoolgate.agreements.loading")
