"""That the emergency sign-in was opened: to the head and the administrators, at once."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="sign-in.emergency",
    title=_("The emergency sign-in was opened"),
    subject=_("The emergency sign-in of %(school)s was opened"),
    text=_("""
The emergency sign-in of %(school)s was opened on %(when)s.

Whoever opened it looks after Schoolgate for an hour. It is meant for a day when nobody else can sign in. Who it was,
and why, is here:

%(link)s

If you know of it, there is nothing you need to do but have a new code sealed. If you know nothing of it, look there
now.
"""),
    fields=("when", "link"),
)
