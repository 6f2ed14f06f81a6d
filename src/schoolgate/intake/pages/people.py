"""Who did something with a file, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from schoolgate.estate import queries as estate
from schoolgate.people import queries as people
from schoolgate.people.models import School


def names(school: School, refs: Iterable[str]) -> dict[str, str]:
    """By ref: a person's name, a machine's, ourselves, or whoever acts on the server by their name there."""
    several = {ref for ref in refs if ref}
    known = people.names(school, several) | estate.token_names(school, several)
    return {ref: known.get(ref) or _otherwise(ref) for ref in several}


def _otherwise(ref: str) -> str:
    if ref == "intake":
        return _("Schoolgate")
    if ref.startswith("per_"):
        return _("Somebody who has left")
    return _("Whoever looks after this computer (%(name)s)") % {"name": ref}
