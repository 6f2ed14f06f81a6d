"""What waits was not opened in time: to the deputy and the head, with how many and no more."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="monitoring.not-opened",
    title=_("A check was not opened in time"),
    subject=_("Nobody has opened the check at %(school)s"),
    text=_("""
Things wait at %(school)s longer than was agreed, and nobody has opened the check. How many: %(count)s. Please see
that the safeguarding lead or the deputy looks today.

%(link)s
"""),
    fields=("count", "link"),
)
