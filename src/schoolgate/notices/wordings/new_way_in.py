"""That somebody's sign-in has a new method: to the person, who should know if it was not they who added it."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="sign-in.method-added",
    title=_("A new way to sign in was added"),
    subject=_("A new way to sign in at %(school)s"),
    text=_("""
On %(when)s %(method)s was added to your Schoolgate sign-in at %(school)s.

If that was you, there is nothing you need to do.

If it was not, tell the school office at once: they can close the sign-in.
"""),
    fields=("when", "method"),
)
