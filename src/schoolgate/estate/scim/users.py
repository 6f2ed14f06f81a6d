"""Accounts of one directory as SCIM Users, and what is said of one."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from scim2_models import Meta, Reference

from schoolgate.estate.actions.accounts import digest_of
from schoolgate.estate.actions.provisioning import AccountSaid, external_digest
from schoolgate.estate.models import DirectoryAccount, ToldAccount, ToldGroup
from schoolgate.estate.queries.told import current, gate_groups
from schoolgate.estate.scim.resources import Email, GroupOfUser, User
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Users:
    school: School
    provider: str
    on: date

    def rows(self) -> "QuerySet[DirectoryAccount]":
        return current(self.school, self.provider, self.on)

    def equal(self, attribute: str, value: str) -> "QuerySet[DirectoryAccount] | None":
        """Those that can have this value, found by its digest; None where only a look at each tells."""
        if attribute == "username":
            try:
                return self.rows().filter(digest=digest_of(value))
            except BadInputError:
                return self.rows().none()
        if attribute == "externalid":
            told = ToldAccount.objects.for_school(self.school).filter(
                external_digest=external_digest(self.school, value)
            )
            return self.rows().filter(pk__in=told.exclude(external_digest="").values("account"))
        return self.rows().filter(ref=value) if attribute == "id" else None

    def told(self, rows: Iterable[DirectoryAccount]) -> list[User]:
        some = list(rows)
        groups = self._groups(some)
        return [_user(row, groups.get(row.ref, [])) for row in some]

    def _groups(self, rows: Sequence[DirectoryAccount]) -> dict[str, list[tuple[str, str]]]:
        """By account: the id and the name of each group it is in."""
        found: dict[str, list[tuple[str, str]]] = {row.ref: [] for row in rows}
        if not rows:
            return found
        for group, members in gate_groups(self.school, self.provider, self.on, rows).items():
            for one in members:
                found[one].append((group, group))
        for own in ToldGroup.objects.for_school(self.school).filter(provider=self.provider).order_by("pk"):
            for one in found.keys() & set(own.members):
                found[one].append((own.ref, own.name))
        return found


def account_said(user: User) -> AccountSaid:
    """The whole new state that a User says."""
    spelt = [((one.value or "").strip(), one.type or "", one.primary) for one in user.emails or []]
    emails = [one for one in spelt if one[0]]
    return AccountSaid(user.user_name or "", user.active, user.external_id or "", tuple(emails))


def _user(row: DirectoryAccount, groups: Sequence[tuple[str, str]]) -> User:
    told: ToldAccount | None = getattr(row, "told", None)
    emails = json.loads(told.emails) if told else []
    user = User(
        id=row.ref,
        user_name=row.address,
        active=told.active if told else True,
        external_id=(told.external_id if told else "") or None,
        emails=[Email(value=value, type=kind or None, primary=first) for value, kind, first in emails] or None,
        groups=[GroupOfUser(value=ref, ref=Reference(f"Groups/{ref}"), display=name) for ref, name in groups] or None,
    )
    user.meta = Meta(
        resource_type="User",
        created=told.first_at if told else None,
        last_modified=told.last_at if told else None,
        version=version_of(user.model_dump()),
    )
    return user


def version_of(content: Mapping[str, object]) -> str:
    """A weak ETag (RFC 9110 section 8.8.1) of all that is shown: it is another whenever something is, also where that
    followed from what was decided here."""
    spelt = json.dumps({key: value for key, value in content.items() if key != "meta"}, sort_keys=True, default=str)
    return f'W/"{hashlib.sha256(spelt.encode()).hexdigest()[:24]}"'
