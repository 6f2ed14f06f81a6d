"""The permanent record: no entry of a day to come, and its chains whole."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, checks
from schoolgate.ledger import queries
from schoolgate.ledger.actions.checkpoints import signing_trouble
from schoolgate.ledger.models import Chain, Checkpoint, Entry

_LONGEST_UNSEALED = timedelta(days=3)


@checks("ledger.time", _("The clock has not gone back"))
def clock_went_on() -> Iterator[Finding]:
    newest = Entry.objects.aggregate(newest=Max("at"))["newest"]
    if newest is not None and newest > timezone.now() + timedelta(minutes=5):
        cause = _("The permanent record holds an entry of %(when)s, which is yet to come.") % {
            "when": f"{timezone.localtime(newest):%Y-%m-%d %H:%M}"
        }
        yield Finding(
            _("The clock"), cause, _("Let the machine take the time from the network (timedatectl set-ntp true).")
        )


@checks("ledger.whole", _("The permanent record is whole"), slow=True)
def whole() -> Iterator[Finding]:
    for verdict in queries.verify():
        if not verdict.whole:
            fix = _("Keep this database as it is, and ask who had it. What was touched:") + " schoolgate ledger verify"
            yield Finding(_("The permanent record"), f"{verdict.chain}: {verdict.faults[0].words}", fix)


@checks("ledger.sealed", _("The permanent record is fixed by signed notes"))
def sealed() -> Iterator[Finding]:
    """The key is there, and no chain grew for days with no checkpoint."""
    lost = signing_trouble()
    if lost is not None:
        yield Finding(lost.thing, lost.cause, lost.next_step)
    longest = timezone.now() - _LONGEST_UNSEALED
    for chain in Chain.objects.filter(length__gt=0):
        last = Checkpoint.objects.filter(chain=chain).order_by("-number").first()
        since = Entry.objects.filter(chain=chain, sequence=(last.length if last else 0) + 1).first()
        if since is not None and since.at < longest:
            cause = _("What was added since %(when)s is fixed by no signed note.") % {
                "when": f"{timezone.localtime(since.at):%Y-%m-%d}"
            }
            yield Finding(_("The permanent record"), cause, _("See that the clock runs: schoolgate tick."))
