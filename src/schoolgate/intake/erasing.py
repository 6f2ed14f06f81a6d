"""What is erased of files that came in, when its time is over: their rows, then the files themselves."""

from django.utils.translation import gettext_lazy as _

from schoolgate.frame.erasing import dated_rows, ended_rows
from schoolgate.intake.models import Delivery, Expectation, RejectedRow, Silence, WatchedFolder

dated_rows("intake.a-rejected-row", _("rows that were not taken"), RejectedRow, "delivery__received_at")
dated_rows("intake.delivery", _("files that came in"), Delivery, "received_at")
dated_rows("intake.a-silence", _("times when no file came"), Silence, "noticed_at")
dated_rows("intake.folder", _("folders watched no more"), WatchedFolder, "ended_at")
ended_rows("intake.expectation", _("times by which a file was expected"), Expectation, ())
