"""A link by which a carer signs what the school asks of families."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="agreement.sign",
    title=_("A link by which a family signs"),
    subject=_("Please answer: what %(school)s asks of you"),
    text=_("""
%(school)s asks you to read and answer a few things about this school year. It takes about five minutes on a phone.

Open this link. You need no account:

%(link)s

It works until %(ends)s, or until you have signed. Whoever has it can answer as you, so pass it to nobody.

If you would rather use paper, or did not expect this letter, ask the school office.
"""),
    fields=("link", "ends"),
    good_for=timedelta(days=28),
    private=True,
)
