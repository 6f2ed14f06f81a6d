"""Facts that rooms above, files and persons gave: what was so, when it was so, when it was seen, when we were told."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedJSONField
from schoolgate.frame.retention import Retention, years


class Fact(Bitemporal):
    """One fact, by its key in ``vocabulary.facts``, about the whole school or about ``subject``, a ref.

    Evidence has three dates: it was true from ``valid_from``, was collected at ``collected_at``, and was received at
    ``recorded_at``. The value is of the fact's own shape, and may name a person.
    """

    retention: ClassVar[Retention] = years(
        7, "the day it stopped being true", "How a promise stood in a past year is reckoned from it."
    )
    bitemporal_key: ClassVar[tuple[str, ...]] = ("key", "subject")

    key = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True)
    value = EncryptedJSONField()
    source = models.CharField(max_length=120, blank=True)  # a key or a ref: what it came from
    collected_at = models.DateTimeField()

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=("school", "key", "subject"), name="evidence_fact_by_key"),)
        verbose_name_plural = "facts"

    def __str__(self) -> str:
        return f"{self.key} from {self.valid_from}"
