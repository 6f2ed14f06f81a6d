"""Facts, findings and how promises stand, as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "schoolgate.evidence"
    label = "evidence"

    def ready(self) -> None:
        from schoolgate.evidence import due  # noqa: F401  (importing registers when promises are judged)
