"""A change to the filter waits for a signature: to whoever may give it."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.to-sign",
    title=_("A note that a change to the filter waits for your agreement"),
    subject=_("A change to the web filter at %(school)s waits for you"),
    text=_("""
Somebody proposed a change to the web filter at %(school)s. Two people must agree before it is in force, and you are
asked to be one of them.

%(link)s

You see there what would be otherwise, for whom, and why. Nothing changes until both have agreed.
"""),
    fields=("link",),
)
