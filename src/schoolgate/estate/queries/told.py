"""What an identity provider told of accounts, whose an account would be, and which groups the gate puts it in."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from schoolgate.estate.models import AccountHolder, DirectoryAccount, Entitlement
from schoolgate.estate.pushing.plan import GROUPS, groups_of
from schoolgate.people.identifiers import digest_of
from schoolgate.people.models import Identifier, Person, School

NUMBERS = (
    Identifier.Scheme.SOURCED,
    Identifier.Scheme.MIS,
    Identifier.Scheme.STAFF,
    Identifier.Scheme.UPN,
    Identifier.Scheme.EMAIL,
)


def whose(school: School, addresses: Collection[str], external_id: str, on: date) -> Person | None:
    """The one person that other systems know by one of these addresses, or by this number, or who signs in here by one
    of these addresses. None where it is nobody, or two: it is for a person to say whose it is then. Never by a name.
    """
    digests = [digest_of(school, Identifier.Scheme.EMAIL, one) for one in addresses]
    if external_id.strip():
        digests += [digest_of(school, scheme, external_id) for scheme in NUMBERS]
    rows = Identifier.objects.for_school(school).as_of(on).filter(digest__in=digests).select_related("person")
    found = {row.person_id: row.person for row in rows}
    sign_ins = [one.strip().lower() for one in addresses]
    found |= {one.pk: one for one in Person.objects.for_school(school).filter(account__email__in=sign_ins)}
    return next(iter(found.values())) if len(found) == 1 else None


def current(school: School, provider: str, on: date) -> "QuerySet[DirectoryAccount]":
    """The accounts a directory has on a day: a query set, in a fixed order."""
    rows = DirectoryAccount.objects.for_school(school).filter(provider=provider)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=on)).select_related("told").order_by("pk")


def gate_groups(
    school: School, provider: str, on: date, accounts: Collection[DirectoryAccount] | None = None
) -> dict[str, list[str]]:
    """The accounts, by ref, that belong in each group of ``pushing.plan.GROUPS``, also where there is none. Of the
    given accounts alone, where some are given. No address is unlocked.
    """
    mine = current(school, provider, on).filter(kind=DirectoryAccount.Kind.PERSON)
    held = AccountHolder.objects.for_school(school).as_of(on).filter(account__in=mine, person__isnull=False)
    if accounts is not None:
        held = held.filter(account__in=accounts)
    by_person: defaultdict[str, list[str]] = defaultdict(list)
    for person, account in held.order_by("account_id").values_list("person__ref", "account__ref"):
        by_person[person].append(account)
    rows = Entitlement.objects.for_school(school).as_of(on).filter(person__isnull=False)
    if accounts is not None:
        rows = rows.filter(subject__in=list(by_person))
    found: dict[str, list[str]] = {group: [] for group in GROUPS}
    for person, what, level in rows.values_list("subject", "what", "level"):
        for group in groups_of({what: level}):
            found[group] += by_person.get(person, [])
    return {group: sorted(members) for group, members in found.items()}
