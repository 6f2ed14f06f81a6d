"""A block list did not come, or must not serve: to whoever looks after the computers."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.lists-refused",
    title=_("A block list was not taken"),
    subject=_("The web filter at %(school)s: a list was not taken"),
    text=_("""
Block lists that the web filter at %(school)s goes by did not come, or were not put in service. How many: %(count)s. The
copies in service stay, so nothing has opened; but they grow old.

%(link)s

You see there which they are, and why. Nobody is told of the same thing twice.
"""),
    fields=("count", "link"),
)
