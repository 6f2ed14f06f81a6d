"""A directory's list of accounts, to those known: which are new, whose they are, which work, which are not named.

An account is given to a person by a number or an address that this school knows of one person alone, and never by a
name. One that somebody has stays theirs. One that the list does not name is shown as gone once somebody has said that
the list is whole; nobody asks where the list is plainly a part, or has rows that cannot be read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from schoolgate.estate.actions import AccountListed, Still, Told, load_accounts, take_back_accounts
from schoolgate.estate.actions.accounts import digest_of
from schoolgate.estate.likeness import name_digest
from schoolgate.estate.models import DirectoryAccount
from schoolgate.estate.queries import AccountKnown, addresses_of, every_account, owners
from schoolgate.feeds.account_lists import LEFT_OUT
from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan
from schoolgate.intake.models import Delivery
from schoolgate.intake.parsing import content
from schoolgate.intake.previews import unpacked
from schoolgate.kernel.refs import derived_ref
from schoolgate.people.models import ADMINISTRATOR, School

ADDED: Final = "added"
TIED: Final = "tied"
CHANGED: Final = "changed"
GONE: Final = "gone"
_WHOLE: Final = 0.5  # a list that names fewer of those known is a part
_OURS: Final = 0.1  # a long list of whom we know fewer may be another school's, or a whole trust's
_LONG: Final = 20
_PROVIDERS: Final = {key: str(words) for key, words in DirectoryAccount.Provider.choices}


@dataclass(frozen=True, slots=True)
class _Accounts:
    key: str = "accounts"
    words: str = "Accounts of the school’s directory"
    feeds: tuple[str, ...] = ("accounts-google", "accounts-gam", "accounts-entra", "accounts-m365")
    roles: tuple[str, ...] = (ADMINISTRATOR, "it-lead", "head")
    holder: str = "it-lead"
    verbs: Mapping[str, str] = MappingProxyType(
        {
            ADDED: "would be added",
            TIED: "would be known as somebody’s",
            CHANGED: "would change whether they work",
            GONE: "would be shown as gone",
        }
    )

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:
        return _Planning(school, on).plan(rows)

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        said = [_said(change, ref) for change in plan.changes]
        about: Mapping[str, Any] = plan.about
        still = Still(about["still"], about["names"])
        load_accounts(school, said, still, ref=ref, actor=actor, at=at)
        verbs = [change.verb for change in plan.changes]
        return Applied({verb: verbs.count(verb) for verb in self.verbs})

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:
        delivery = Delivery.objects.for_school(school).get(ref=ref)
        said = [_said(change, ref) for change in unpacked(content(delivery.plan)).changes]
        return Applied({"taken back": take_back_accounts(school, ref, said, actor=actor, at=at)})


LOAD = _Accounts()


@dataclass(slots=True)
class _Seen:
    """What the rows have said so far. ``lines`` by digest of the address; ``there`` includes those of spoilt rows."""

    provider: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    unread: int = 0
    ours: int = 0
    still: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # by ref, of those that are as they were
    changes: list[Change] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    shared: int = 0  # accounts whose number another of the list has too
    torn: int = 0  # of which a number and an address are two people's
    others: int = 0  # that somebody has, while the list's number is another's


class _Planning:
    """One plan in the making."""

    def __init__(self, school: School, on: date) -> None:
        self.school, self.on, self.seen = school, on, _Seen()
        self.owners = owners(school, on=on)
        self.known: dict[str, AccountKnown] = {}
        self.twice: set[str] = set()

    def plan(self, rows: Iterable[Row]) -> Plan:
        held = list(rows)
        listed = [row for row in held if row.values["what"] != LEFT_OUT]
        for row in held:
            if row.values["what"] == LEFT_OUT:
                self.seen.there |= {digest_of(one) for one in row.values["addresses"].split()}
                self.seen.unread += int(row.values["unread"])
        self.seen.provider = listed[0].values["provider"] if listed else ""
        if listed:
            known = every_account(self.school, on=self.on, provider=self.seen.provider)
            self.known = {one.digest: one for one in known}
        numbers = Counter(number for row in listed for number in row.values["numbers"].splitlines())
        self.twice = {number for number, times in numbers.items() if times > 1}
        for row in listed:
            self._row(row)
        stops, remarks = [self._strange(len(listed))], self._remarks()
        gone, part = self._missing()
        if gone:
            stops.append(
                f"{_many(len(gone), 'account', 'accounts')} of {_PROVIDERS[self.seen.provider]} known here "
                f"{'is' if len(gone) == 1 else 'are'} not in the file, and would be shown as gone. "
                "Is it the whole list?"
            )
        return Plan(
            (*self.seen.changes, *gone),
            tuple(self.seen.rejects),
            len(self.seen.still),
            " ".join(one for one in stops if one),
            (*remarks, *([part] if part else [])),
            {"still": self.seen.still, "names": self.seen.names},
        )

    def _row(self, row: Row) -> None:
        said, seen = row.values, self.seen
        digest = digest_of(said["address"])
        if digest in seen.lines:
            reason = f"Line {seen.lines[digest]} is the same account, {said['address']}."
            seen.rejects.append(Reject(row.line, reason, said["address"], row.part))
            return
        seen.lines[digest] = row.line
        seen.there.add(digest)
        old = self.known.get(digest)
        person = self._person(row, old)
        seen.ours += bool(person or (old and old.holder))
        change = self._change(row, old, person)
        if change is not None:
            seen.changes.append(change)
        elif old is not None:
            seen.still.append(old.ref)

    def _person(self, row: Row, old: AccountKnown | None) -> str:
        """Whose it is, by what this school knows of one person alone; nothing where somebody has it already."""
        numbers = row.values["numbers"].splitlines()
        alone = [number for number in numbers if number not in self.twice]
        by_number = self.owners.by_number(alone)
        by_address = self.owners.by_address([row.values["address"], *row.values["others"].split()])
        found = by_number | by_address
        if old is not None and (old.holder or old.kind != DirectoryAccount.Kind.PERSON):
            self.seen.others += bool(by_number) and old.kind == "person" and old.holder not in by_number
            return ""
        self.seen.shared += len(alone) < len(numbers) and not found
        self.seen.torn += len(found) > 1
        return next(iter(found)) if len(found) == 1 else ""

    def _change(self, row: Row, old: AccountKnown | None, person: str) -> Change | None:
        said = row.values
        works = {"yes": True, "no": False}.get(said["works"])
        was = None if old is None else Told(old.active, old.gone, old.name_digest, old.ended)
        active = works if works is not None or old is None else old.active
        nobody = not person and not (old and old.holder) and (old is None or old.kind == DirectoryAccount.Kind.PERSON)
        now = Told(active, "", name_digest(self.school, said["name"]) if nobody else "")
        as_it_was = old is not None and old.told and (old.active, old.gone, old.ended) == (active, "", "")
        if old is not None and as_it_was and not person:
            if old.name_digest != now.name_digest:
                self.seen.names[old.ref] = now.name_digest
            return None
        verb = ADDED if old is None or old.ended else TIED if person else CHANGED
        words = ", ".join(
            one for one in (_state(old, now), "somebody’s, by number or address" if person else "") if one
        )
        payload = _payload(old, self.seen.provider, said["address"], now, was, person)
        return Change(verb, said["address"], words, payload, row.line)

    def _missing(self) -> tuple[list[Change], str]:
        """The accounts known that the list does not name; or why nobody can say."""
        there = [one for one in self.known.values() if one.there]
        missing = [one for one in there if one.digest not in self.seen.there]
        if not missing:
            return [], ""
        if self.seen.unread:
            rows = _many(self.seen.unread, "row", "rows")
            return [], f"{rows} could not be read as an account, so none is taken to be gone."
        if len(missing) > _WHOLE * len(there):
            named = len(there) - len(missing)
            words = (
                f"It names {named:,} of the {len(there):,} accounts known here, so it is taken for a part of the list"
            )
            return [], f"{words}, and none is taken to be gone."
        addresses = addresses_of(self.school, [one.ref for one in missing])
        return sorted((self._gone(one, addresses[one.ref]) for one in missing), key=lambda one: one.who), ""

    def _gone(self, old: AccountKnown, address: str) -> Change:
        was = Told(old.active, old.gone, old.name_digest, old.ended)
        now = replace(was, gone=self.on.isoformat())
        words = "somebody has it" if old.holder else "nobody has it"
        return Change(GONE, address, words, _payload(old, self.seen.provider, "", now, was, ""))

    def _strange(self, listed: int) -> str:
        known = self.owners.by_digest or self.owners.by_sign_in
        if listed < _LONG or not known or self.seen.ours >= _OURS * listed:
            return ""
        return (
            f"Of {listed:,} accounts {self.seen.ours:,} {'is' if self.seen.ours == 1 else 'are'} known as somebody’s "
            "of this school. Is it this school’s list, and not another’s or a whole trust’s?"
        )

    def _remarks(self) -> list[str]:
        seen = self.seen
        told = (
            (
                seen.shared,
                "has a number that another of the list has too",
                "have a number that others of the list have",
            ),
            (seen.torn, "would be two people’s, by number and by address", "would be two people’s each"),
            (seen.others, "is somebody’s here, and its number is another’s", "are somebody’s, with another’s number"),
        )
        added = [change for change in seen.changes if change.verb == ADDED]
        tied = sum(bool(change.payload["person"]) for change in added)
        first = (
            f"Of those that would be added {tied:,} are known as somebody’s, {len(added) - tied:,} are nobody’s yet."
        )
        return [first] * bool(added) + [
            f"{_many(count, 'account', 'accounts')} {one if count == 1 else many}: say on the page Accounts whose."
            for count, one, many in told
            if count
        ]


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _state(old: AccountKnown | None, now: Told) -> str:
    if old is not None and (old.active, bool(old.gone)) == (now.active, False):
        return ""
    back = "there again, " if old is not None and (old.gone or old.ended) else ""
    return back + {True: "works", False: "blocked", None: "not said whether it works"}[now.active]


def _payload(
    old: AccountKnown | None, provider: str, address: str, now: Told, was: Told | None, person: str
) -> dict[str, object]:
    return {
        "account": old.ref if old else "",
        "provider": provider,
        "address": address,
        "now": asdict(now),
        "was": None if was is None else asdict(was),
        "told": bool(old and old.told),
        "person": person,
    }


def _said(change: Change, load: str) -> AccountListed:
    payload: dict[str, Any] = dict(change.payload)
    return AccountListed(
        account=str(payload["account"]) or derived_ref("dac", load, str(change.line), change.who),
        provider=str(payload["provider"]),
        verb=change.verb,
        address=str(payload["address"]),
        now=Told(**payload["now"]),
        was=None if payload["was"] is None else Told(**payload["was"]),
        told=bool(payload["told"]),
        person=str(payload["person"]),
    )
