"""A filter test found something that it did not find before: to the head, the safeguarding lead and IT support."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.changed",
    title=_("A filter test changed"),
    subject=_("The web filter at %(school)s: look at a test"),
    text=_("""
On %(when)s a filter test at %(school)s showed something that it did not show before. How many things: %(count)s.

%(link)s

You see there what was tried, what came, and when it was last as it should be. Nobody is told of the same thing twice.
"""),
    fields=("when", "count", "link"),
)
