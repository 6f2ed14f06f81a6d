"""Groups as SCIM Groups: those that the access gate fills, by their names, and a directory's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scim2_models import Meta, Reference

from schoolgate.estate.actions.provisioning import GroupSaid, external_digest, group_name_digest
from schoolgate.estate.models import ToldGroup
from schoolgate.estate.pushing.plan import GROUPS
from schoolgate.estate.queries.told import current, gate_groups
from schoolgate.estate.scim.resources import Group, Member
from schoolgate.estate.scim.users import version_of
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Groups:
    school: School
    provider: str
    on: date

    def everything(self) -> list[Group]:
        return [*self.filled(GROUPS), *self.own(self.rows())]

    def rows(self) -> list[ToldGroup]:
        return list(ToldGroup.objects.for_school(self.school).filter(provider=self.provider).order_by("pk"))

    def equal(self, attribute: str, value: str) -> list[Group] | None:
        """Those that can have this value; None where only a look at each tells."""
        if attribute not in ("displayname", "externalid", "id"):
            return None
        names = [one for one in GROUPS if one == value.casefold()] if attribute != "externalid" else []
        key = {
            "displayname": {"digest": group_name_digest(value)},
            "externalid": {"external_digest": external_digest(self.school, value) or "-"},
            "id": {"ref": value},
        }[attribute]
        rows = ToldGroup.objects.for_school(self.school).filter(provider=self.provider, **key)
        return [*self.filled(names), *self.own(rows)]

    def filled(self, names: Sequence[str]) -> list[Group]:
        if not names:
            return []
        members = gate_groups(self.school, self.provider, self.on)
        return [_group(name, name, members[name]) for name in names]

    def own(self, rows: Iterable[ToldGroup]) -> list[Group]:
        some = list(rows)
        there = set(current(self.school, self.provider, self.on).values_list("ref", flat=True)) if some else set()
        return [
            _group(
                row.ref,
                row.name,
                [one for one in row.members if one in there],
                row.external_id,
                (row.first_at, row.last_at),
            )
            for row in some
        ]


def group_said(group: Group) -> GroupSaid:
    """The whole new state that a Group says. Raises ``BadInputError`` for a group within a group."""
    members = group.members or []
    if any((one.type or "User").casefold() != "user" for one in members):
        raise BadInputError("the group", "a group within a group is not taken.", "Send accounts as its members.")
    refs = tuple(one.value or (one.ref or "").rpartition("/")[2] for one in members)
    return GroupSaid(group.display_name or "", group.external_id or "", refs)


def _group(
    ref: str, name: str, members: Sequence[str], external: str = "", when: tuple[datetime, datetime] | None = None
) -> Group:
    group = Group(
        id=ref,
        display_name=name,
        external_id=external or None,
        members=[Member(value=one, ref=Reference(f"Users/{one}"), type="User") for one in members] or None,
    )
    group.meta = Meta(resource_type="Group", version=version_of(group.model_dump()))
    if when is not None:
        group.meta.created, group.meta.last_modified = when
    return group
