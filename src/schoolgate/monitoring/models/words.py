"""Words that a school looks out for beside those that ship, and words that mean no harm there."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def words_ref() -> str:
    return new_ref("wrd")


class SchoolWords(SchoolScoped):
    """A phrase to look out for, in force at once; or a harmless one, in force once a second person agrees. Both end."""

    class Sort(models.TextChoices):
        PHRASE = "phrase", "To look out for"
        HARMLESS = "harmless", "Harmless here"

    retention: ClassVar[Retention] = years(
        7, "its last day", "What was looked out for, or not, and who agreed to it, may be asked for."
    )

    ref = models.CharField(max_length=32, unique=True, default=words_ref, editable=False)
    sort = models.CharField(max_length=8, choices=Sort)
    words = EncryptedTextField()
    category = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=8, blank=True)
    why = EncryptedTextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "school words"

    def __str__(self) -> str:
        return f"{self.sort} until {self.until}"
