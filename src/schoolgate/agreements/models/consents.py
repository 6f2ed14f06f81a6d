"""What each carer answered about each place where a picture may be used, and what the head decided between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.models.signing import Signature
from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.people.models import Person

_ASKED = "Whether a picture was allowed is asked about for six years and the current one."


class Consent(Bitemporal):
    """``carer`` said yes or no to one place (a key of ``gates.consent.channels``); none where no carer is named. A yes
    that was taken back is a no from that day. ``blanket``: it came with the same answer for everybody, unlooked at.
    """

    class Answer(models.TextChoices):
        GRANTED = "granted", _("yes")
        REFUSED = "refused", _("no")

    bitemporal_key = ("child", "carer", "channel")
    retention = years(7, "the day it ends", _ASKED)

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=24)
    answer = models.CharField(max_length=8, choices=Answer)
    way = models.CharField(max_length=6, choices=Signature.Way)
    typed_name = EncryptedTextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")  # of the words that were shown
    device = models.CharField(max_length=8, choices=Signature.Device, blank=True, default="")
    source = models.CharField(max_length=80, blank=True, default="")  # of what came from elsewhere: the load's ref
    blanket = models.BooleanField(default=False)
    given_by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.channel} {self.answer} from {self.valid_from}"


class ConsentRuling(Bitemporal):
    """What the head decided where carers disagree, or where the head decides first; and why, locked."""

    bitemporal_key = ("child", "channel")
    retention = years(7, "the day it ends", _ASKED)

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=24)
    answer = models.CharField(max_length=8, choices=Consent.Answer)
    reason = EncryptedTextField()
    given_by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.channel} {self.answer} from {self.valid_from}"
