"""Noticing what matters in web activity, and who may look, as a Django app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "schoolgate.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        from schoolgate.activity.noticing import name_rules_by, register
        from schoolgate.monitoring.alerts.naming import rule_words
        from schoolgate.monitoring.watching import WATCHER

        register("monitoring", WATCHER)
        name_rules_by(rule_words)
