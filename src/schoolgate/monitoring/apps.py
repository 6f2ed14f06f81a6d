"""Noticing what matters in web activity, and who may look, as a Django app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "schoolgate.monitoring"
    label = "monitoring"
