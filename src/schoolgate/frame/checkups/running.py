"""What works by itself: the clock comes round, the worker takes its tasks, events find their rooms."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from schoolgate.frame import beats
from schoolgate.frame.doctor import Finding, Severity, checks
from schoolgate.frame.models import OutboxEvent

_LATE: Final = timedelta(minutes=15)


@checks("frame.clock", _("What is due is done by itself"))
def clock() -> Iterator[Finding]:
    last = beats.last("clock")
    fix = _("Start Schoolgate (schoolgate serve), or see why its clock stops: journalctl -u schoolgate")
    if last is None:
        yield Finding(_("The clock process"), _("It has never come round."), fix)
    elif timezone.now() - last > _LATE:
        cause = _("It last came round at %(when)s.") % {"when": f"{timezone.localtime(last):%Y-%m-%d %H:%M}"}
        yield Finding(_("The clock process"), cause, fix)


@checks("frame.outbox", _("What happens in one room is told to the others"))
def outbox() -> Iterator[Finding]:
    late = OutboxEvent.objects.filter(state=OutboxEvent.State.DUE, due_at__lt=timezone.now() - _LATE).count()
    if late:
        cause = _("%(n)s have waited for more than a quarter of an hour.") % {"n": late}
        yield Finding(_("Events between rooms"), cause, _("Run: schoolgate tick"))
    waiting = OutboxEvent.objects.filter(state=OutboxEvent.State.PERSON).count()
    if waiting:
        cause = _("%(n)s wait for a person.") % {"n": waiting}
        fix = _("See which, and why: schoolgate tick")
        yield Finding(_("Events between rooms"), cause, fix, Severity.NOTICE)


@checks("frame.worker", _("Work that can wait is taken up"))
def worker() -> Iterator[Finding]:
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - _LATE).count()
    if late:
        cause = _("%(n)s tasks have waited for more than a quarter of an hour.") % {"n": late}
        yield Finding(_("The worker process"), cause, _("Start Schoolgate (schoolgate serve), or see why it stops."))
