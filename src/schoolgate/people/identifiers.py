"""Numbers and names that other systems know a person by: one spelling each, and the digest that finds one."""

from django.db.models import Model

from schoolgate.frame.blind import blind
from schoolgate.people.models import Identifier, School


def spelt(scheme: str, value: str) -> str:
    """The one spelling of a value. A pupil number is upper case and an address lower; others stay."""
    if scheme == Identifier.Scheme.UPN:
        return "".join(value.split()).upper()
    return value.strip().lower() if scheme == Identifier.Scheme.EMAIL else value.strip()


def digest_of(school: School | Model, scheme: str, value: str) -> str:
    """64 hexadecimal characters, another for each school, so that nobody matches children across schools by them."""
    return blind(f"{school.pk}\x1f{scheme}\x1f{spelt(scheme, value)}", "people_identifier.value")


def group_digest(school: School | Model, kind: str, name: str) -> str:
    """What finds a group by its name, however it is spaced and whether or not it shouts."""
    return blind(f"{school.pk}\x1f{kind}\x1f{' '.join(name.split()).casefold()}", "people_group.name")
