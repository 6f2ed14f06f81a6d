"""Facts, findings and how promises stand, as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "schoolgate.evidence"
    label = "evidence"
