"""Holds that ended long enough ago."""

from schoolgate.caretaking.models import Hold
from schoolgate.frame.erasing import ended_rows

ended_rows("caretaking.a-hold", "holds that ended", Hold, ())
