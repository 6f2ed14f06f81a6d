"""Agreements, as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "schoolgate.agreements"
    label = "agreements"

    def ready(self) -> None:
        from schoolgate.intake.loads.registry import LOADS
        from schoolgate.intake.takers.registry import TAKERS

        LOADS.offer("schoolgate.agreements.loading")
        TAKERS.offer("schoolgate.agreements.taking_scans")
