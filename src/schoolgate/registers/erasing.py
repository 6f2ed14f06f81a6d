"""What of the registers is erased when its time is over."""

from django.utils.translation import gettext_lazy as _

from schoolgate.frame.erasing import dated_rows
from schoolgate.registers.models import Agency, Contact, HorizonItem, Risk

# The keys say the order: contacts go before the agencies they point at.
dated_rows("registers.a-contact", _("contacts with agencies"), Contact, "at", ("by",))
dated_rows("registers.agency", _("agencies taken off the list"), Agency, "ended_on")
dated_rows("registers.horizon", _("notes of what was read about online safety"), HorizonItem, "read_on")
dated_rows("registers.risk", _("risks that are closed"), Risk, "closed_on", ("owner",))
