"""What is erased of the estate when its time is over. Dated bindings go by what every dated row goes by."""

from django.utils.translation import gettext_lazy as _

from schoolgate.estate.models import MachineToken, Push, ToldAccount, ToldGroup
from schoolgate.frame.erasing import dated_rows

dated_rows("estate.a-token", _("ways in for machines that ended"), MachineToken, "ends_on")
dated_rows("estate.a-push", _("what was pushed to directories"), Push, "at")
dated_rows("estate.a-told-account", _("what a directory told of an account"), ToldAccount, "last_at")
dated_rows("estate.a-told-group", _("groups that a directory told of"), ToldGroup, "last_at")
