"""The only writers of the registers. Each says who acts, and records it; each tells the facts that change by it."""

from schoolgate.registers.actions.agencies import add_agency, change_agency, end_agency, note_contact, still_right
from schoolgate.registers.actions.reading import nothing_this_week, pass_on, read
from schoolgate.registers.actions.risks import add_risk, close_risk, review_risk
from schoolgate.registers.actions.telling import tell_facts

__all__ = [
    "add_agency",
    "add_risk",
    "change_agency",
    "close_risk",
    "end_agency",
    "note_contact",
    "nothing_this_week",
    "pass_on",
    "read",
    "review_risk",
    "still_right",
    "tell_facts",
]
