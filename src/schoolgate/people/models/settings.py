"""A school's settings: what it says of itself that is true for a time."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years


class Setting(Bitemporal):
    """One answer, from the day it holds. ``set_by`` is the ref of whoever gave it, or what the machine calls itself."""

    bitemporal_key: ClassVar[tuple[str, ...]] = ("key",)
    retention = years(7, "the day it ends", "What was set on a day is asked about for six years and the current one.")

    key = models.CharField(max_length=40)  # of vocabulary.settings
    value = EncryptedTextField()  # it may name somebody: who looks after the computers
    set_by = models.CharField(max_length=64, blank=True, default="")

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.key} from {self.valid_from}"
