"""Somebody looked without permission, as an emergency: to the chair, the data protection officer and the head."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="monitoring.emergency-look",
    title=_("An emergency look"),
    subject=_("Emergency look at web activity at %(school)s"),
    text=_("""
Somebody at %(school)s looked at web activity without the permission it needs, and said that it could not wait. This
letter goes at once to the chair of governors, the data protection officer and the headteacher. Please look into it:
the page says who looked, when and why.

%(link)s

The chair or the data protection officer says there whether it was right.
"""),
    fields=("link",),
)
