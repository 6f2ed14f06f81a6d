"""Papers that were made long enough ago."""

from schoolgate.frame.erasing import dated_rows
from schoolgate.reports.models import MadePaper

dated_rows("reports.a-paper", "papers that were made", MadePaper, "made_at")
