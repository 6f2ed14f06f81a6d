"""Letters: none waits for a person, and the mail server answers."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import mailers
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.notices import queries
from schoolgate.notices.channels import mail
from schoolgate.notices.contract import AwayError

_LATE = timedelta(hours=1)


@checks("notices.waiting", _("Letters go to the people they are for"))
def waiting() -> Iterator[Finding]:
    """How many, and no names: who looks after the machinery need not know who is written to."""
    counted = queries.counts()
    fix = _("The head or an administrator looks at the page Letters.")
    stuck = sum(counted.get(state, 0) for state in ("failed", "unsure"))
    if stuck:
        yield Finding(_("Letters"), _("%(n)s could not be sent, or may not have arrived.") % {"n": stuck}, fix)
    nowhere = counted.get("no-address", 0)
    if nowhere:
        cause = _("%(n)s wait for people who have no address here.") % {"n": nowhere}
        yield Finding(_("Letters"), cause, fix, Severity.NOTICE)
    late = queries.late(timezone.now() - _LATE)
    if late:
        cause = _("%(n)s have been in line for more than an hour.") % {"n": late}
        yield Finding(_("Letters"), cause, _("See whether the mail server answers: schoolgate doctor"))


@checks("notices.mail-server", _("The mail server answers"), slow=True)
def mail_server() -> Iterator[Finding]:
    """Knocks and goes away again; nothing is sent."""
    try:
        connection = mailers["default"]
        mail.knock(connection)
    except AwayError as error:
        cause = _("Letters cannot be sent: %(why)s.") % {"why": error.why}
        yield Finding(_("The mail server"), cause, _("Check SCHOOLGATE_SMTP, and that the server lets this one in."))
