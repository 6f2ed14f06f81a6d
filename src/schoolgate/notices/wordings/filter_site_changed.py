"""A site that was checked for a lesson is no longer what it was: to whoever found it suitable."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.site-changed",
    title=_("A checked site has changed"),
    subject=_("A site you checked at %(school)s has changed"),
    text=_("""
A site that you checked for a lesson at %(school)s is no longer what it was. If it had been opened for the lesson, that
has ended. Please look at it again before you use it.

%(link)s
"""),
    fields=("link",),
    latest_only=True,
)
