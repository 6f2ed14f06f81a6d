"""The papers we made, as they were made."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref


def made_ref() -> str:
    return new_ref("paper")


class MadePaper(SchoolScoped):
    """One paper that somebody made. Three digests know it again: of what it says, of the PDF, and of the whole pack."""

    retention: ClassVar[Retention] = years(
        7, "the day it was made", "A school must be able to show what it gave to whoever asked."
    )

    ref = models.CharField(max_length=40, unique=True, default=made_ref)
    report = models.CharField(max_length=40)
    on = models.DateField()
    made_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    contents_digest = models.CharField(max_length=64, db_index=True)
    pdf_digest = models.CharField(max_length=64, db_index=True)
    pack_digest = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField()
    file = EncryptedFileField()

    class Meta:
        verbose_name_plural = "papers that were made"

    def __str__(self) -> str:
        return f"{self.report} of {self.on}"
