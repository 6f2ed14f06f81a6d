"""Who agrees the filter's settings, who answers for sites, and who only sees how it stands."""

from typing import Final

from schoolgate.people.circles import LEADERS, OVERSEERS

# They read what is agreed and how it was proven: with machinery, and with no child in it.
READERS: Final = (*LEADERS, *OVERSEERS, "computing-lead", "it-lead")
