"""The permanent record as a Django app: it keeps its triggers in place, and says at start when they are not."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "schoolgate.ledger"
    label = "ledger"
    verbose_name = "Permanent record"

    def ready(self) -> None:
        from schoolgate.ledger import checks, guard  # noqa: F401  (importing registers what they check)

        post_migrate.connect(guard.put_back, sender=self)
