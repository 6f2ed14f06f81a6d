"""What of the door is erased when its time is over."""

from django.utils.translation import gettext_lazy as _

from schoolgate.door.models import DoorEntry, Tablet, Visit
from schoolgate.frame.erasing import dated_rows

# The keys say the order: what a tablet sent goes before the tablet and the visit it points at.
dated_rows("door.entry", _("notes of what a tablet at the door sent"), DoorEntry, "received_at")
dated_rows("door.tablet", _("tablets at the door that were taken off"), Tablet, "ended_at")
dated_rows("door.visit", _("visits"), Visit, "day", ("person",), ("ref",))
