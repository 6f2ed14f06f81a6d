"""Something of the filter was changed without agreement: to the head, the safeguarding lead and IT support."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.drift",
    title=_("A note that the filter was changed without agreement"),
    subject=_("The web filter at %(school)s was changed without agreement"),
    text=_("""
What filters the web at %(school)s is not what two people agreed. Found: %(when)s.

%(link)s

You see there what was changed and what serves now. Please say there what it was, once you know.
"""),
    fields=("link", "when"),
)
