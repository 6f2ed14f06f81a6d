"""The keys by which a school's log names nobody."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever
from schoolgate.frame.scoped import SchoolScoped, ScopedManager


class SchoolKeys(SchoolScoped):
    """``pseudonyms`` makes a ref a pseudonym (HMAC-SHA-256) and ``words`` seals words searched for. Both hexadecimal.

    They lie locked under the key ring. Destroying them makes every pseudonym nobody's and every sealed word unreadable.
    """

    retention: ClassVar[Retention] = for_ever("Without it no row of the log could be found again for its person.")

    pseudonyms = EncryptedTextField()
    words = EncryptedTextField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "school keys"
        constraints = (models.UniqueConstraint(fields=["school"], name="activity_one_set_of_keys"),)

    def __str__(self) -> str:
        return "keys"
