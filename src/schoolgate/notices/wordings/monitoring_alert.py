"""Something is there to look at: to whoever acts for the safeguarding lead. What it is stands on the page alone."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="monitoring.alert",
    title=_("Something to look at now"),
    subject=_("Please look now: %(school)s"),
    text=_("""
There is something at %(school)s that should be looked at now. It is first on your check.

%(link)s

If you are away, say so on your page in Schoolgate and your jobs pass to your deputy.
"""),
    fields=("link",),
)
