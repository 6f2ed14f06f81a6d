"""That a question about the policy was answered: to the one who asked. The answer itself is read there, signed in."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="agreement.question-answered",
    title=_("That a question was answered"),
    subject=_("Your question about our policy has an answer"),
    text=_("""
You asked a question about the online safety policy of %(school)s. There is an answer:

%(link)s
"""),
    fields=("link",),
    good_for=timedelta(days=30),
    entered=False,  # the record says already that it was answered
)
