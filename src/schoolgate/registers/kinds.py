"""What the registers write in the permanent record: refs, dates, counts and choices."""

from typing import Final

from schoolgate.ledger.kinds import kind

RISK_ADDED: Final = kind(
    "registers.risk-added",
    "added a risk to the risk register",
    likelihood="from 1 to 5",
    impact="from 1 to 5",
    owner="ref of who looks after it",
    review_on="when it is to be looked at again",
    promises="how many promises keep it down",
)
RISK_REVIEWED: Final = kind(
    "registers.risk-reviewed",
    "looked at a risk again",
    likelihood="from 1 to 5",
    impact="from 1 to 5",
    owner="ref of who looks after it",
    review_on="when it is to be looked at again",
    promises="how many promises keep it down",
)
RISK_CLOSED: Final = kind("registers.risk-closed", "closed a risk", on="the day")
AGENCY_ADDED: Final = kind("registers.agency-added", "added an agency to the list", kind="what it is, as a key")
AGENCY_CHANGED: Final = kind("registers.agency-changed", "changed how an agency is reached", fields="which, by name")
AGENCY_RIGHT: Final = kind("registers.agency-right", "found an agency’s number and address still right", on="the day")
AGENCY_ENDED: Final = kind("registers.agency-ended", "took an agency off the list", on="the day")
CONTACTED: Final = kind("registers.contacted", "noted that an agency was contacted", agency="ref of the agency")
READ: Final = kind(
    "registers.read",
    "noted what was read about online safety",
    week="its Monday",
    passed="the roles it was passed on to",
    nothing="whether there was nothing that week",
)
