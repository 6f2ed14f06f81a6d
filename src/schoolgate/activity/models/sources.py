"""Where rows of web activity come from."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def source_ref() -> str:
    return new_ref("asrc")


class Source(SchoolScoped):
    """``feed`` is a key of the activity feeds, ``options`` how it is read (``feeds.activity.contract.Options``), and
    ``transport`` a key of the transports with its own settings in ``way``, locked: they may hold a password.
    """

    retention: ClassVar[Retention] = years(
        7, "the day it ended", "Which logs came in, and when, shows what could be seen."
    )

    ref = models.CharField(max_length=32, unique=True, default=source_ref, editable=False)
    name = models.CharField(max_length=80)  # as the school calls it: "Filter in the office"
    feed = models.CharField(max_length=40)
    options = models.JSONField(default=dict)
    transport = models.CharField(max_length=20, default="upload")
    way = EncryptedJSONField(default=dict)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    last_heard_at = models.DateTimeField(null=True)  # when a row last came
    last_row_at = models.DateTimeField(null=True)  # the newest moment in any row
    position = models.JSONField(default=dict)  # how far it was read, written in the transaction of the load

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.ref}: {self.feed}"
