"""A yes to pictures was taken back: to whoever keeps the place, at once, so that they act the next working day."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="pictures.taken-back",
    title=_("A yes to pictures was taken back"),
    subject=_("Pictures to take down at %(school)s"),
    text=_("""
A yes to pictures was taken back at %(school)s. It was for this place: %(place)s.

From now on nothing new goes there. Look at what is there, and take down what can be, by the end of %(day)s. Whose
picture it is stands here, once you have signed in:

%(link)s

This letter comes once.
"""),
    fields=("place", "day", "link"),
    good_for=timedelta(days=14),
)
