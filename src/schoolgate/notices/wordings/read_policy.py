"""That the policy in force waits to be read and signed: to whoever has not yet, three times at most."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="agreement.read-policy",
    title=_("A reminder to read the policy"),
    subject=_("The online safety policy of %(school)s waits for you to read it"),
    text=_("""
The online safety policy of %(school)s is in force, and you have not signed yet that you have read it.

It takes about ten minutes. Your own part comes first:

%(link)s

If something in it is not clear, you can ask there.
"""),
    fields=("link",),
    good_for=timedelta(days=30),
    latest_only=True,
    entered=False,  # the record says already who was reminded
)
