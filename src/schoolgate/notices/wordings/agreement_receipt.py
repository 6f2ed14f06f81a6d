"""The receipt for what a carer signed, when they asked for it by e-mail."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="agreement.receipt",
    title=_("A receipt for what a family signed"),
    subject=_("Your answers to %(school)s"),
    text=_("""
You signed what %(school)s asked of you, on %(ends)s.

Receipt: %(receipt)s

It names nobody, as letters may be read by others. The school office can show you what you signed, and you can change
your answers on any day.
"""),
    fields=("ends", "receipt"),
    private=True,
)
