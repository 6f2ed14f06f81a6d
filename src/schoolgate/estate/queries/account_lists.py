"""What is known of a directory's accounts, for a list of them to be compared with, and whose they would be.

No address and no name is unlocked: accounts and persons are found by their digests.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import Final

from schoolgate.estate.models import AccountHolder, DirectoryAccount, ToldAccount
from schoolgate.estate.queries.told import NUMBERS
from schoolgate.people.identifiers import digest_of
from schoolgate.people.models import Identifier, Person, School

_AT_ONCE: Final = 1000
_KNOWN: Final = ("pk", "ref", "provider", "digest", "kind", "ended_on")
_TOLD: Final = ("account_id", "active", "gone_since", "name_digest")


@dataclass(frozen=True, slots=True)
class AccountKnown:
    """``ended`` and ``gone`` are days as ISO strings, or nothing. ``told``: a directory told of it before. ``holder``
    is the ref of a person or a class.
    """

    ref: str
    provider: str
    digest: str
    kind: str
    ended: str
    told: bool
    active: bool | None
    gone: str
    name_digest: str
    holder: str

    @property
    def blocked(self) -> bool:
        return self.there and self.active is False

    @property
    def there(self) -> bool:
        return not self.ended and not self.gone


def every_account(school: School, *, on: date, provider: str = "") -> list[AccountKnown]:
    """Every account there is or was, of one directory where it is given."""
    held = AccountHolder.objects.for_school(school).as_of(on)
    holders = {
        key: person or group for key, person, group in held.values_list("account_id", "person__ref", "group__ref")
    }
    told = {row[0]: row[1:] for row in ToldAccount.objects.for_school(school).values_list(*_TOLD)}
    rows = DirectoryAccount.objects.for_school(school)
    if provider:
        rows = rows.filter(provider=provider)
    found = []
    for key, ref, whose, digest, kind, ended in rows.values_list(*_KNOWN):
        active, gone, name = told.get(key, (None, None, ""))
        over = ended.isoformat() if ended is not None and ended <= on else ""
        since = gone.isoformat() if gone is not None else ""
        holder = holders.get(key, "")
        found.append(AccountKnown(ref, whose, digest, kind, over, key in told, active, since, name, holder))
    return found


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose an account would be: persons by the numbers and addresses that other systems know them by, and by the
    address they sign in here with.
    """

    school: School
    by_digest: dict[str, set[str]] = field(default_factory=dict)
    by_sign_in: dict[str, str] = field(default_factory=dict)

    def by_number(self, numbers: Iterable[str]) -> set[str]:
        digests = (digest_of(self.school, scheme, number) for number in numbers for scheme in NUMBERS)
        return {ref for digest in digests for ref in self.by_digest.get(digest, ())}

    def by_address(self, addresses: Iterable[str]) -> set[str]:
        some = [one.casefold() for one in addresses]
        digests = (digest_of(self.school, Identifier.Scheme.EMAIL, one) for one in some)
        found = {ref for digest in digests for ref in self.by_digest.get(digest, ())}
        return found | {self.by_sign_in[one] for one in some if one in self.by_sign_in}


def owners(school: School, *, on: date) -> Owners:
    by_digest: defaultdict[str, set[str]] = defaultdict(set)
    rows = Identifier.objects.for_school(school).as_of(on)
    for digest, person in rows.values_list("digest", "person__ref"):
        by_digest[digest].add(person)
    signing_in = Person.objects.for_school(school).filter(account__isnull=False)
    return Owners(school, dict(by_digest), dict(signing_in.values_list("account__email", "ref")))


def addresses_of(school: School, refs: Iterable[str]) -> dict[str, str]:
    """The address of each of these accounts, unlocked."""
    found: dict[str, str] = {}
    for some in batched(refs, _AT_ONCE):
        rows = DirectoryAccount.objects.for_school(school).filter(ref__in=some)
        found |= dict(rows.values_list("ref", "address"))
    return found


def person_known_by(school: School, said: str, *, on: date) -> str | None:
    """The ref of the one person with this number or address; none where it is nobody's, or two people's."""
    known = owners(school, on=on)
    found = known.by_number([said]) | known.by_address([said])
    return next(iter(found)) if len(found) == 1 else None
