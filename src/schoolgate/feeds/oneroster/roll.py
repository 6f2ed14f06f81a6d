"""The rows of a roll in a OneRoster export: schools, people with their roles, carers, classes, and who is in which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Item, Reject, Row
from schoolgate.feeds.oneroster import words
from schoolgate.feeds.oneroster.files import Export, Given
from schoolgate.feeds.oneroster.particulars import read_births, read_logins, read_roles
from schoolgate.feeds.oneroster.seats import Seats
from schoolgate.feeds.oneroster.ties import ties
from schoolgate.feeds.oneroster.users import Role, User, holding, row_of

_SCHOOL: Final = "school"
_MOST_STEPS: Final = 20  # from a department to its school
_AGAIN: Final = "Put it right where the list is made, and load it again."


@dataclass(slots=True)
class _Reader:
    """One export read. Of users only numbers, roles and agents are kept in memory."""

    export: Export
    orgs: dict[str, Given] = field(default_factory=dict)
    roles: dict[str, list[Role]] = field(default_factory=dict)
    born: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    in_doubt: set[str] = field(default_factory=set)  # users of whom a role could not be read

    def rows(self) -> Iterator[Item]:
        schools = list(self._schools())
        people = [*self._rejects(read_roles(self.export, self.roles, self.in_doubt)), *self._people()]
        yield from schools or self._schools_of(people)
        yield from self._rejects(read_births(self.export, self.born, self.users))
        yield from self._rejects(read_logins(self.export, self.logins, self.users))
        yield from (self._dressed(one) for one in people)
        yield from ties(self.export, self.users)
        yield from Seats(self.export, self.users).rows()
        how = rolls.CHANGES if self.export.changes else rolls.WHOLE
        yield Row(0, {"what": how, "latest": self.export.latest})
        for said in self.export.remarks:
            yield Row(0, {"what": rolls.REMARK, "words": said})
        yield from self.export.tally.rows()

    def _rejects(self, rejects: Iterator[Reject]) -> Iterator[Reject]:
        for reject in rejects:
            self.export.tally.rejected(reject.part)
            yield reject

    def _dressed(self, one: Item) -> Item:
        """A pupil's row with their day of birth, and anybody's with a login that is an address."""
        if isinstance(one, Reject) or one.values["what"] not in (rolls.PUPIL, rolls.STAFF):
            return one
        key = one.values.get("sourced-id", "")
        more = {"born": self.born.get(key, "")} if one.values["what"] == rolls.PUPIL else {}
        more |= {} if one.values.get("email") else {"email": self.logins.get(key, "")}
        return Row(one.line, {**one.values, **{name: cell for name, cell in more.items() if cell}}, one.part)

    def _schools(self) -> Iterator[Item]:
        """Orgs that are schools; where there are none, all there are; where there is no such file, those that users
        are of, by their ids."""
        twice: dict[str, Given] = {}
        for one in self.export.rows("orgs"):
            if isinstance(one, Reject):
                yield from self._rejects(iter((one,)))
            elif not one.key:
                yield from self._rejects(
                    iter((Reject(one.line, f"The org has no sourcedId. {_AGAIN}", one.raw, one.part),))
                )
            elif one.gone:
                self.export.tally.left(one.part, "no more in use")
            elif one.key in self.orgs and not _same(self.orgs[one.key], one):
                twice[one.key] = one
                reason = f"There are two orgs “{one.key[:60]}” that differ; the first was used. {_AGAIN}"
                yield from self._rejects(iter((Reject(one.line, reason, one.raw, one.part),)))
            else:
                self.orgs.setdefault(one.key, one)
        if "orgs" not in self.export.tables:
            return
        of_type = {key: one for key, one in self.orgs.items() if one.values.get("type", "").lower() == _SCHOOL}
        for key, one in (of_type or self.orgs).items():
            said = {"school": key, "name": one.values.get("name", ""), "number": one.values.get("identifier", "")}
            yield Row(one.line, {"what": rolls.SCHOOL, **said}, one.part)

    def _schools_of(self, people: list[Item]) -> Iterator[Row]:
        """Where no file says which schools there are: those that people are of, by their ids."""
        ids = {key for one in people if isinstance(one, Row) for key in one.values.get("school", "").split(",") if key}
        for key in sorted(ids):
            yield Row(0, {"what": rolls.SCHOOL, "school": key, "name": "", "number": key})

    def _people(self) -> Iterator[Item]:
        part = self.export.name("users")
        held = list(self.export.rows("users"))
        for one in held:
            if isinstance(one, Reject):
                self.export.tally.rejected(part)
                yield Row(one.line, {"what": rolls.UNUSABLE, "because": one.reason, "raw": one.raw}, part)
            elif one.gone:
                yield Row(one.line, {"what": rolls.GONE, "sourced-id": one.key, "changed": one.changed}, part)
            else:
                yield self._person(one)

    def _person(self, one: Given) -> Row:
        own = [Role(words.plain(role)) for role in words.listed(one.values.get("role", ""))]
        roles = self.roles.get(one.key) or own
        named = {role.org for role in holding(roles) if role.org}
        orgs = named or set(
            words.listed(one.values.get("orgsourcedids", "") or one.values.get("primaryorgsourcedid", ""))
        )
        lost = sorted(org for org in orgs if self.orgs and org not in self.orgs)
        row = row_of(one, roles, ",".join(sorted({self._school(org) for org in orgs} - set(lost))), "", "")
        if one.key in self.in_doubt and row.values["what"] != rolls.UNUSABLE:
            because = f"One of their roles in {self.export.name('roles')} could not be read, so it was left. {_AGAIN}"
            row = _unusable(one, row, because)
        elif lost and len(lost) == len(orgs) and row.values["what"] in (rolls.PUPIL, rolls.STAFF):
            because = f"Its school “{lost[0][:60]}” is not in {self.export.name('orgs')}. {_AGAIN}"
            row = _unusable(one, row, because)
        if row.values["what"] == rolls.UNUSABLE:
            self.export.tally.rejected(one.part)
        agents = next((one.values[column] for column in words.AGENTS if one.values.get(column)), "")
        what = row.values.get("of", "") or row.values["what"]
        self.users.setdefault(one.key, User(what, tuple(role.role for role in roles), tuple(words.listed(agents)), one))
        return row

    def _school(self, org: str) -> str:
        """The school that a department is of; anything else is itself."""
        at = org
        for _ in range(_MOST_STEPS):
            one = self.orgs.get(at)
            if one is None or one.values.get("type", "").lower() != "department":
                break
            above = one.values.get("parentsourcedid", "")
            if above not in self.orgs:
                break
            at = above
        return at


def _unusable(one: Given, row: Row, because: str) -> Row:
    said = {"what": rolls.UNUSABLE, "of": row.values["what"], "because": because, "raw": one.raw}
    return Row(one.line, {**row.values, **said}, one.part)


def _same(one: Given, other: Given) -> bool:
    keys = ("name", "type", "identifier", "parentsourcedid")
    return all(one.values.get(key, "") == other.values.get(key, "") for key in keys)


def rows(export: Export) -> Iterator[Item]:
    """Every row of the roll, and every row that cannot be used."""
    yield from _Reader(export).rows()
