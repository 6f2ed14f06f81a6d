"""A permission to look waits for a head and a governor. What it is for stands on the page alone."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="monitoring.to-agree",
    title=_("A permission to look waits"),
    subject=_("Please agree or decline: who may look, at %(school)s"),
    text=_("""
Somebody at %(school)s proposed who may look at a report of web activity, what for, and until when. It holds only once
the headteacher and a governor agree. Nobody can look by it until then.

%(link)s

If it should not be so, press Decline and say why.
"""),
    fields=("link",),
)
