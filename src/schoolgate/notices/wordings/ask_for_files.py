"""What a school asks its office or IT support to send, in its first minutes."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="ask.files",
    title=_("A letter that asks for files"),
    subject=_("%(school)s asks you for some lists"),
    text=_("""
%(school)s is checking how it keeps its own online safety policy. These lists would answer much of it. Please send
what you have; a part is better than nothing, and none of it is urgent.

%(asked)s

How: sign in at the address below and press Files. The first time, press "I have forgotten my password" there and
choose one. Or save the files on the school's own drive and tell the head where. Please do not send lists of people or
accounts by e-mail.

%(link)s

Nothing has been switched off, and nothing changes on any device.
"""),
    fields=("asked", "link"),
)
