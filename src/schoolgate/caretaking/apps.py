"""The caretaker's room as a Django app."""

from django.apps import AppConfig


class CaretakingConfig(AppConfig):
    name = "schoolgate.caretaking"
    label = "caretaking"
    verbose_name = "Caretaking"

    def ready(self) -> None:
        from schoolgate.caretaking.actions import keeping  # noqa: F401  (importing registers its round)
        from schoolgate.frame import erasing

        erasing.everything()  # some rooms sweep in the same file
