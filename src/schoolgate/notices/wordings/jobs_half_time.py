"""Half of the time for jobs of others is gone, and they are not done: to whoever leads on them, once."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="jobs.half-time",
    title=_("A note to whoever leads about jobs of others"),
    subject=_("Jobs of colleagues at %(school)s"),
    text=_("""
Half of the time has gone for jobs that %(school)s asks of your colleagues, and they are not done. How many: %(count)s.

%(link)s

You see there who is asked and by when. You need not do anything; a friendly word often helps.
"""),
    fields=("count", "link"),
)
