"""Facts go when they have long stopped being true; a hold on whom or what they are about keeps them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from schoolgate.evidence.models import Fact, Job, JobFile, LeaveNote, Remedy
from schoolgate.frame.erasing import Due, Eraser, dated_rows, erases, over


def _due(school: models.Model, on: date) -> Iterable[Due]:
    rows = Fact.objects.for_school(school).filter(Q(valid_to__lte=on) | Q(superseded_at__date__lte=on)).order_by("pk")
    told = rows.values_list("pk", "valid_to", "superseded_at", "subject")
    for pk, valid_to, superseded_at, subject in told.iterator(chunk_size=2000):
        ended = [day for day in (valid_to, superseded_at and superseded_at.date()) if day]
        since = over(Fact.retention, min(ended))
        if since <= on:
            yield Due(pk, since, (subject,) if subject else ())


def _erase(school: models.Model, pks: Sequence[int]) -> int:
    # Below the bitemporal manager, which knows of no end: their time is over on both clocks.
    rows: QuerySet[Fact] = QuerySet(Fact).filter(school_id=school.pk, pk__in=list(pks))
    return int(rows._raw_delete(using=rows.db))


erases(Eraser("evidence.fact", _("facts that stopped being true"), (Fact,), _due, _erase))
_WHO = ("done_by", "passed_to")
# Files go before their jobs, in the order of the keys: a job that went first would leave them on the disk.
dated_rows("evidence.a-file", _("files given with jobs"), JobFile, "job__due", [f"job__{name}" for name in _WHO])
dated_rows("evidence.a-job", _("jobs that were asked, and the answers"), Job, "due", _WHO)
dated_rows("evidence.a-remedy", _("what was being put right"), Remedy, "by_when", ("who",))
dated_rows("evidence.a-leave-note", _("notes left after a visit"), LeaveNote, "on", ("by",))
