"""When each device was last on the network, by its leases and sign-ins: for whoever asks why nothing is seen of it."""

from datetime import UTC, datetime

from django.db.models import Max, Q

from schoolgate.estate.models import Lease, SignIn
from schoolgate.people.models import School


def last_on_network(school: School, since: datetime, until: datetime) -> dict[str, datetime]:
    """By the ref of a device, the last moment in the time at which it had an address or somebody was signed in to it.

    A lease that goes on counts until ``until``: so does one that was told to end later.
    """
    first, last = int(since.timestamp()), int(until.timestamp())
    found: dict[str, int] = {}
    for model in (Lease, SignIn):
        rows = model.objects.for_school(school).filter(superseded_by=None, starts__lt=last)
        rows = rows.filter(Q(ends=None) | Q(ends__gt=first))
        ended = rows.values("device__ref").annotate(to=Max("ends"), goes_on=Max("pk", filter=Q(ends=None)))
        for ref, ends, goes_on in ended.values_list("device__ref", "to", "goes_on"):
            moment = last if goes_on else min(ends, last)
            found[ref] = max(found.get(ref, 0), moment)
    return {ref: datetime.fromtimestamp(moment, UTC) for ref, moment in found.items()}


def last_joined(school: School, since: datetime, until: datetime) -> dict[str, datetime]:
    """By the ref of a device, when it was last given an address or somebody signed in to it, in the time. Then it was
    surely there; a lease that goes on may be of one that is switched off."""
    first, last = int(since.timestamp()), int(until.timestamp())
    found: dict[str, int] = {}
    for model in (Lease, SignIn):
        rows = model.objects.for_school(school).filter(superseded_by=None, starts__gte=first, starts__lt=last)
        for ref, moment in rows.values("device__ref").annotate(to=Max("starts")).values_list("device__ref", "to"):
            found[ref] = max(found.get(ref, 0), moment)
    return {ref: datetime.fromtimestamp(moment, UTC) for ref, moment in found.items()}
