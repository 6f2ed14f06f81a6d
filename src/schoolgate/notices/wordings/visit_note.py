"""IT support has left a note after a visit: to the head."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="visit.note",
    title=_("A note after a visit by IT support"),
    subject=_("IT support left a note at %(school)s"),
    text=_("""
IT support has left a note for you after a visit to %(school)s. Jobs done: %(count)s.

%(link)s
"""),
    fields=("count", "link"),
)
