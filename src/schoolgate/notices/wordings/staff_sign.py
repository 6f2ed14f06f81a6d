"""That an agreement of one's own waits to be signed: to whoever has not yet, three times at most."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="agreement.sign-own",
    title=_("A reminder to sign what staff sign"),
    subject=_("Something waits for your name at %(school)s"),
    text=_("""
At %(school)s there is something for you to read and sign. It takes about five minutes, on a phone or at a computer:

%(link)s

There you also see what you signed before, and what it opens for you. If something is not clear, you can ask there.
"""),
    fields=("link",),
    good_for=timedelta(days=30),
    latest_only=True,
    entered=False,  # the record says already who was reminded
)
