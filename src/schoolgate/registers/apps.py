"""The registers, as a Django app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "schoolgate.registers"
    label = "registers"

    def ready(self) -> None:
        from schoolgate.registers import due  # noqa: F401  (importing registers what falls due by itself)
