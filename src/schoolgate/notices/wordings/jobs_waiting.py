"""Half of the time for a job is gone, and nobody has begun: to whoever is asked."""

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="jobs.waiting",
    title=_("A reminder of jobs"),
    subject=_("Jobs waiting for you at %(school)s"),
    text=_("""
Half of the time has gone for jobs that %(school)s asks of you. How many: %(count)s.

%(link)s

Most take a few minutes. If there is nothing to report, one press says so. If you are away, say so on your page in
Schoolgate and your jobs pass to your deputy.
"""),
    fields=("count", "link"),
)
