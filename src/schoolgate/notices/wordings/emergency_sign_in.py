"""That the emergency sign-in was used: to the head, at once."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="sign-in.emergency",
    title=_("The emergency sign-in was used"),
    subject=_("The emergency sign-in was used at %(school)s"),
    text=_("""
The emergency sign-in of %(school)s was used on %(when)s.

It is meant for a day when nobody else can sign in. If you know who used it and why, there is nothing you need to do. If
you do not, ask today whoever keeps the sealed envelope, and have a new one made.

What was done under it is in the permanent record: %(link)s
"""),
    fields=("when", "link"),
)
