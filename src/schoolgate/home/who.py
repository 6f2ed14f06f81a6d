"""Who may see which of the pages, and the words that say so at the foot of each."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from schoolgate.people.access import Audience, audience_of
from schoolgate.people.models import ADMINISTRATOR, ROLE_WORDS

# Those who look after the policy: they give us the file, put it in force and answer for our reading of it.
KEEPERS: Final = (ADMINISTRATOR, "head", "dsl", "online-safety-lead")
# All staff and governors: they read the policy with its marks. Families will see it without the evidence.
READERS: Final = (
    *KEEPERS,
    "slt",
    "deputy-dsl",
    "safeguarding-team",
    "computing-lead",
    "governors",
    "online-safety-governor",
    "chair",
    "it-lead",
    "office",
    "teachers",
    "staff",
    "support-staff",
    "dpo",
)


def seen_by(request: HttpRequest) -> str:
    """The end of "Who can see this page:", from what its view declares."""
    match = request.resolver_match
    audience = audience_of(match.func) if match else None
    return words(audience) if audience else ""


def words(audience: Audience) -> str:
    if audience.open:
        return _("anyone who can reach this computer.")
    if not audience.school:
        return _("only you.")
    if audience.roles == READERS:
        return _("all staff and governors.")
    if audience.roles == KEEPERS:
        return _("the head, the safeguarding lead, the online safety lead and whoever looks after Schoolgate.")
    return ", ".join(ROLE_WORDS[role].lower() for role in audience.roles) + "."
