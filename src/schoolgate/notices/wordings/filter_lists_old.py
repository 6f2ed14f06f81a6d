"""A block list has not been renewed for days: to the safeguarding lead."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.lists-old",
    title=_("A block list has not been renewed"),
    subject=_("The web filter at %(school)s goes by old lists"),
    text=_("""
Block lists of the web filter at %(school)s have not been renewed for three days or longer. How many: %(count)s. IT
support was told at once. The old copies serve, so what was closed stays closed; sites that are new are not known to
them.

%(link)s

You see there which they are, and why. Where a list is meant to be shorter now, you can say so there.
"""),
    fields=("count", "link"),
)
