from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "schoolgate.evidence"
    label = "evidence"
