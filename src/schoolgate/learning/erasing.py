"""What of training is erased when its time is over; certificates go with the note they belong to."""

from django.utils.translation import gettext_lazy as _

from schoolgate.frame.erasing import dated_rows, ended_rows
from schoolgate.learning.models import Attendance, CourseFor, NameAsked

dated_rows(
    "learning.attendance", _("notes of who took a course, with their certificates"), Attendance, "on", ("person",)
)
dated_rows("learning.name-asked", _("names in lists of training, and whose they are"), NameAsked, "on", ("person",))
ended_rows("learning.needed", _("notes of which role needed a course"), CourseFor, ())
