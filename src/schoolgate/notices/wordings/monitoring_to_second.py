"""One look needs a second person. Who asks and why stands on the page alone."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="monitoring.to-second",
    title=_("One look needs your agreement"),
    subject=_("Please answer: somebody asks to look, at %(school)s"),
    text=_("""
Somebody at %(school)s asks to look at web activity, and this look needs your agreement first. The page says who asks
and why. Yes lasts for a week; every look is entered in the permanent record.

%(link)s
"""),
    fields=("link",),
)
