"""A link that signs its reader in, once."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="sign-in.link",
    title=_("A link to sign in"),
    subject=_("Your link to sign in at %(school)s"),
    text=_("""
Open this link to come in to Schoolgate at %(school)s:

%(link)s

It works once, until %(ends)s. Whoever has it can come in as you, so pass it to nobody.

If you did not expect this letter, there is nothing you need to do: the link ends by itself.
"""),
    fields=("link", "ends"),
    good_for=timedelta(days=7),
)
