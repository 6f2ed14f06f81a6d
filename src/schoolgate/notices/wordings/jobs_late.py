"""A job is past its day: to the head, once."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="jobs.late",
    title=_("A note to the head about late jobs"),
    subject=_("Late jobs at %(school)s"),
    text=_("""
Jobs at %(school)s have passed their day and are not done. How many: %(count)s.

%(link)s

You see there who is asked, and can pass a job to somebody else. Nobody is told of the same job twice.
"""),
    fields=("count", "link"),
)
