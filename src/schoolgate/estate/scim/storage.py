"""Where the SCIM server reads and writes: the accounts and groups of one directory of one school, for one request."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db import transaction
from scim2_models import (
    ForbiddenException,
    InvalidValueException,
    NotFoundException,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    SearchRequest,
    UniquenessException,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.memory import InMemoryStorage
from scim2_server.storage import ScimStorage, SearchPage

from schoolgate.estate.actions import provisioning
from schoolgate.estate.models import DirectoryAccount, ToldGroup
from schoolgate.estate.pushing.plan import GROUPS
from schoolgate.estate.scim.groups import Groups, group_said
from schoolgate.estate.scim.resources import Group, User
from schoolgate.estate.scim.users import Users, account_said
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School

_OURS = "The access gate fills this group. It may be read, and is changed by what the school decides."


@dataclass(frozen=True, slots=True)
class EstateStorage(ScimStorage):
    """``writes``: the request may change something, and waits for whoever else changes this school."""

    school: School
    provider: str
    actor: Actor
    on: date
    writes: bool
    users: Users = field(init=False)
    groups: Groups = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "users", Users(self.school, self.provider, self.on))
        object.__setattr__(self, "groups", Groups(self.school, self.provider, self.on))

    @contextmanager
    def _held(self) -> Iterator[None]:
        with transaction.atomic():
            if self.writes:
                hold(self.school)
            yield

    def operation(self) -> AbstractContextManager[None]:
        """One request sees one state; of two that write, the second sees what the first wrote."""
        return self._held()

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,  # noqa: ARG002  (the whole is cheap)
    ) -> Resource[Any]:
        found: list[Resource[Any]] = self._equal(resource_type.name, "id", resource_id) or []
        if not found:
            raise NotFoundException(detail=f"There is no {resource_type.name} {resource_id}.")
        return found[0]

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,  # noqa: ARG002  (we declare no cursors)
    ) -> SearchPage:
        """A page without filter or order is cut by the database; an ``eq`` is found by its digest; for the rest each is
        looked at, as filters and orders are a language of their own.
        """
        names = [one.name or "" for one in resource_types]
        if names == ["User"] and search_request.filter is None and search_request.sort_by is None:
            return self._cut(search_request)
        asked = _equality(search_request) if len(names) == 1 else None
        found = self._equal(names[0], *asked) if asked else None
        if found is None:
            found = [one for name in names for one in self._all(name)]
        memory = InMemoryStorage()
        memory.resources = found
        return memory.search(resource_types, search_request)

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        with _refusals():
            if isinstance(resource, User):
                account = provisioning.tell_account(
                    self.school, self.provider, account_said(resource), actor=self.actor
                )
                return self.get(resource_type, account.ref)
            said = group_said(cast(Group, resource))
            group = provisioning.tell_group(self.school, self.provider, said, actor=self.actor)
            return self.get(resource_type, group.ref)

    def update(
        self, resource_type: ResourceType, resource: Resource[Any], *, expected_version: str | None = None
    ) -> Resource[Any]:
        row = self._row(resource_type, resource.id or "", expected_version)
        with _refusals():
            if isinstance(row, DirectoryAccount):
                provisioning.change_account(row, account_said(cast(User, resource)), actor=self.actor)
            else:
                said = group_said(cast(Group, resource))
                provisioning.tell_group(self.school, self.provider, said, actor=self.actor, group=row)
        return self.get(resource_type, resource.id or "")

    def delete(self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None) -> None:
        row = self._row(resource_type, resource_id, expected_version)
        if isinstance(row, DirectoryAccount):
            provisioning.forget_account(row, actor=self.actor)
        else:
            provisioning.forget_group(row, actor=self.actor)

    def _row(self, resource_type: ResourceType, ref: str, expected: str | None) -> DirectoryAccount | ToldGroup:
        stored = self.get(resource_type, ref)
        if expected is not None and stored.meta is not None and stored.meta.version != expected:
            raise PreconditionFailedException
        if resource_type.name == "User":
            return self.users.rows().get(ref=ref)
        if ref in GROUPS:
            raise ForbiddenException(detail=_OURS)
        return next(row for row in self.groups.rows() if row.ref == ref)

    def _all(self, name: str) -> list[User] | list[Group]:
        return self.users.told(self.users.rows()) if name == "User" else self.groups.everything()

    def _equal(self, name: str | None, attribute: str, value: str) -> list[Any] | None:
        if name == "User":
            rows = self.users.equal(attribute, value)
            return None if rows is None else self.users.told(rows)
        return self.groups.equal(attribute, value)

    def _cut(self, asked: SearchRequest[Any]) -> SearchPage:
        rows, start = self.users.rows(), asked.start_index_0 or 0
        stop = None if asked.count is None else start + asked.count
        return SearchPage(rows.count(), [*self.users.told(rows[start:stop])])


def _equality(asked: SearchRequest[Any]) -> tuple[str, str] | None:
    """The attribute and the text of a filter that is one ``eq``."""
    node = asked.filter.ast if asked.filter is not None else None
    if not isinstance(node, Comparison) or node.op != CompareOperator.eq or not isinstance(node.value, str):
        return None
    return str(node.attr_path).rpartition(":")[2].casefold(), node.value


@contextmanager
def _refusals() -> Iterator[None]:
    """Our errors as SCIM spells them."""
    try:
        yield
    except provisioning.TakenError as error:
        raise UniquenessException(detail=str(error)) from error
    except BadInputError as error:
        raise InvalidValueException(detail=str(error)) from error
