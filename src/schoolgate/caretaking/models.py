"""What the caretaker keeps: what must not be erased, however old it is."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, years


class Hold(Bitemporal):
    """A legal hold: nothing about ``subject``, a person's ref or later a case's, is erased over these days.

    ``why`` is for whoever asks years later; it may name a court or a child, so it is locked.
    """

    bitemporal_key = ("subject",)
    retention: ClassVar[Retention] = years(7, "the day it ends", "Why something was kept longer is asked about later.")

    subject = models.CharField(max_length=64)
    why = EncryptedTextField()
    by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"hold from {self.valid_from}"
