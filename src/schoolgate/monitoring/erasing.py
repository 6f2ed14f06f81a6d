"""What of noticing and looking is erased when its time is over."""

from django.utils.translation import gettext_lazy as _

from schoolgate.frame.erasing import dated_rows
from schoolgate.monitoring.models import (
    AccessRequest,
    ActivityLook,
    Alert,
    CoverageNote,
    FrozenRows,
    MorningCheck,
    Mute,
    OutOfHoursReader,
    SecondAgreement,
    ViewGrant,
)

# --- permissions to look, and looks
dated_rows("monitoring.access", _("requests for what is kept of somebody"), AccessRequest, "asked_on", ("subject",))
dated_rows("monitoring.coverage", _("reasons why nothing was seen"), CoverageNote, "until", (), ("by",))
dated_rows("monitoring.grant", _("permissions to look"), ViewGrant, "until", (), ("proposed_by", "closed_by"))
dated_rows("monitoring.look", _("looks at web activity"), ActivityLook, "at", ("viewer", "subject"))
dated_rows("monitoring.second", _("agreements to one look"), SecondAgreement, "asked_at", ("viewer", "subject"))
# --- alerts
dated_rows("monitoring.alert", _("alerts that are long decided"), Alert, "noticed_at")
dated_rows("monitoring.check", _("finished checks of alerts"), MorningCheck, "at", ("by",))
dated_rows("monitoring.frozen", _("rows kept for a case"), FrozenRows, "at", (), ("by",))
dated_rows("monitoring.mute", _("agreements to set alerts aside"), Mute, "until", ("by",))
dated_rows("monitoring.reader", _("who read alerts out of hours"), OutOfHoursReader, "until", ("reader",))
