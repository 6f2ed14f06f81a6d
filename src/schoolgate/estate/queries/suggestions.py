"""Who may have an account that is nobody's, going by the same name. A person confirms each, or nobody has it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.estate.likeness import digests_of, name_digest
from schoolgate.estate.models import DirectoryAccount
from schoolgate.estate.queries.account_lists import AccountKnown
from schoolgate.people.models import Group, Membership, Particulars, Person, School
from schoolgate.people.queries import roles_held
from schoolgate.people.rolls import PUPIL_ROLES

_OUTSIDE: Final = frozenset({"parents", "visitors"})  # the school gives them no account
_ROWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``persons`` are the refs of those who have the name; ``rivals`` is how many accounts of the directory have it
    too, and ``has_one`` that the only person has an account there already. ``plain``: one person, one account.
    """

    account: str
    persons: tuple[str, ...]
    rivals: int
    has_one: bool

    @property
    def plain(self) -> bool:
        return len(self.persons) == 1 and not self.rivals and not self.has_one


def suggestions(school: School, accounts: Iterable[AccountKnown], *, on: date) -> list[Suggestion]:
    """For each account of one person that is nobody's, and whose name somebody here has. ``accounts`` are all."""
    every = [one for one in accounts if one.there]
    nobodys = [one for one in every if is_nobodys(one) and one.kind == DirectoryAccount.Kind.PERSON and one.name_digest]
    if not nobodys:
        return []
    persons = _persons(school, on)
    have = {(one.provider, one.holder) for one in every if one.holder}
    alike: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in nobodys:
        alike[one.provider, one.name_digest] += 1
    found = []
    for one in nobodys:
        who = tuple(sorted(persons.get(one.name_digest, ())))
        if who:
            has_one = len(who) == 1 and (one.provider, who[0]) in have
            found.append(Suggestion(one.ref, who, alike[one.provider, one.name_digest] - 1, has_one))
    return found


def is_nobodys(one: AccountKnown) -> bool:
    """Whether it is for one person, who is not said. One that is gone or over is nobody's to look into."""
    alone = (DirectoryAccount.Kind.PERSON, DirectoryAccount.Kind.ADMIN)
    return one.there and one.kind in alone and not one.holder


def _persons(school: School, on: date) -> dict[str, set[str]]:
    """Those who are somebody here today, by the digest of each of their names."""
    roles = roles_held(school, on=on)
    here = {ref for ref, held in roles.items() if not _OUTSIDE.issuperset(held)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    said = set()
    rows = Particulars.objects.for_school(school).as_of(on).select_related("person")
    for row in rows.iterator(_ROWS):
        if row.person.ref in here:
            said.add(row.person.ref)
            given, family = (row.given_name, row.preferred_given_name), (row.family_name, row.preferred_family_name)
            for digest in digests_of(school, [(one, other) for one in given for other in family]):
                found[digest].add(row.person.ref)
    for person in Person.objects.for_school(school).iterator(_ROWS):
        if person.ref in here - said and " " in person.name.strip():
            found[name_digest(school, person.name)].add(person.ref)
    return found


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody as those may know them who see no child by name: whether a pupil, and of which class."""

    pupil: bool
    group: str = ""


def described(school: School, refs: Iterable[str], *, on: date) -> dict[str, Described]:
    """By ref of the person, of those who are somebody here today."""
    wanted = set(refs)
    roles = roles_held(school, on=on) if wanted else {}
    pupils = (
        Membership.objects.for_school(school)
        .as_of(on)
        .filter(person__ref__in=wanted, capacity=Membership.Capacity.PUPIL, group__kind=Group.Kind.CLASS)
    )
    groups = {row.person.ref: row.group.name for row in pupils.select_related("person", "group")}
    return {
        ref: Described(not set(PUPIL_ROLES).isdisjoint(roles[ref]), groups.get(ref, ""))
        for ref in wanted
        if ref in roles
    }
