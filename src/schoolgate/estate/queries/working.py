"""Whose account works, as its directory last told: of those who are here, and of those who left."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q

from schoolgate.estate.models import AccountHolder, DirectoryAccount
from schoolgate.people.models import School


def with_working_account(school: School, *, on: date) -> frozenset[str]:
    """Refs of persons who have an account of which its directory says that it lets them in."""
    rows = AccountHolder.objects.for_school(school).as_of(on).filter(person__isnull=False, account__told__active=True)
    rows = rows.filter(Q(account__ended_on=None) | Q(account__ended_on__gt=on))
    return frozenset(rows.values_list("person__ref", flat=True))


def accounts_of_leavers(school: School, *, since: date, on: date) -> Mapping[str, tuple[bool | None, ...]]:
    """Of each person (a ref) who left between two days: of every account they had on their last day, whether it works.
    None where nobody told. Whoever had none is left out.
    """
    rows = AccountHolder.objects.for_school(school).known().filter(person__left_on__gte=since, person__left_on__lt=on)
    rows = rows.filter(account__kind=DirectoryAccount.Kind.PERSON, valid_from__lte=F("person__left_on"))
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=F("person__left_on")))
    found: defaultdict[str, list[bool | None]] = defaultdict(list)
    for ref, ended, active in rows.values_list("person__ref", "account__ended_on", "account__told__active"):
        found[ref].append(False if ended is not None and ended <= on else active)
    return {ref: tuple(some) for ref, some in found.items()}
