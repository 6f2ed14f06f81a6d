"""Something was found on a screen: to whoever acts for the safeguarding lead. What it was stands on the page alone."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.found",
    title=_("Something was found on a screen"),
    subject=_("Please look today: something was found at %(school)s"),
    text=_("""
Somebody at %(school)s pressed "Found something" in a classroom. It is now a job of yours, due today. What the web
filter decided there in the quarter of an hour before is kept with it.

%(link)s

If you are away, say so on your page in Schoolgate and your jobs pass to your deputy.
"""),
    fields=("link",),
)
