"""Who keeps the registers and who reads them."""

from typing import Final

from schoolgate.people.circles import LEADERS, RECORD, TERM_KEEPERS

# The risk register: leaders keep it, governors and those who check on the school read it.
RISK_READERS: Final = RECORD
RISK_KEEPERS: Final = LEADERS
# Anybody on the staff may need the number to ring; these look after the list.
AGENCY_KEEPERS: Final = TERM_KEEPERS
# What was read about online safety, and to whom it was passed on.
SCANNERS: Final = LEADERS
# Who was contacted, and about which case: those who carry the cases.
SAFEGUARDERS: Final = ("head", "dsl", "deputy-dsl")
