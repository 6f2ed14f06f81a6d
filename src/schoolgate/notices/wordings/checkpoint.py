"""The signed note that fixes the permanent record as it is: to those who keep it apart from this machine."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="record.checkpoint",
    title=_("A note that fixes the permanent record"),
    subject=_("Keep this letter: the permanent record of %(school)s"),
    text=_("""
Keep this letter. There is nothing you need to do.

Below is a signed note that says how long the permanent record of %(school)s is today, and how it ends. Should anybody
ever say that the record was changed afterwards, this note shows whether it was. It works because you have it and
Schoolgate cannot reach it: a copy on the school's own computer would prove nothing.

The note is attached as well. It names nobody and tells nothing of what the record holds.

%(checkpoint)s
"""),
    fields=("checkpoint",),
    attaches=("checkpoint", "permanent-record.txt"),
    latest_only=True,
    entered=False,  # else an idle record would grow by the letters about it, and be written about for that
)
