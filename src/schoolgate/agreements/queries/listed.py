"""What is known of each child and place before a list comes in."""

from datetime import date

from schoolgate.agreements.models import Consent
from schoolgate.people.models import School


def known_answers(school: School, on: date) -> dict[tuple[str, str], str]:
    """By child (a ref) and place: "family" where a carer answered by name, else what the school holds without one."""
    rows = Consent.objects.for_school(school).as_of(on).order_by("recorded_at")
    found: dict[tuple[str, str], str] = {}
    for child, place, answer, carer in rows.values_list("child__ref", "channel", "answer", "carer"):
        if carer is not None:
            found[child, place] = "family"
        elif found.get((child, place)) != "family":
            found[child, place] = answer
    return found
