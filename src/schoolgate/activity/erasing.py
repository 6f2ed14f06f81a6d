"""What of the log's own tables is erased when its time is over. Rows in parts go by ``actions.erasing``."""

from django.utils.translation import gettext_lazy as _

from schoolgate.activity.models import Assessment, Load, Part, RejectedLine, Source
from schoolgate.frame.erasing import dated_rows

# The keys say the order: what points at something goes before it.
dated_rows("activity.a-part", _("notes of which parts of the web activity there were"), Part, "gone_at")
dated_rows("activity.a-rejected-line", _("lines of web activity that could not be read"), RejectedLine, "at")
dated_rows("activity.assessment", _("assessments of the web activity"), Assessment, "review_on", (), ("by",))
dated_rows("activity.b-load", _("notes of when web activity came in"), Load, "at")
dated_rows("activity.source", _("sources of web activity that ended"), Source, "ended_on")
