"""For how long somebody may open a site: what was agreed, asked of the school, the lists and who teaches whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from schoolgate.filtering.agreed.deciders import spans, what_closes
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import categories_in
from schoolgate.gates.web.lists import NOTHING_LISTED, Categories, mask_of_page
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.sites import Site
from schoolgate.people.access import today
from schoolgate.people.classes.queries import teaches
from schoolgate.people.models import Person, School


def lists_of(school: School) -> Categories:
    """The compiled lists in service; nothing listed where there are none, or none that can be read."""
    try:
        return Store(filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref).lists, whole=False)
    except StoreError:
        return NOTHING_LISTED


@dataclass(frozen=True, slots=True)
class Deciding:
    """What says who may open what at a school: what is agreed, the lists and the day, each read once."""

    school: School
    setting: Setting
    lists: Categories
    day: date

    @classmethod
    def at(cls, school: School, lists: Categories | None = None) -> "Deciding":
        """As it stands now; before anything is agreed nobody but those who always may."""
        found = setting_in_force(school)
        setting = found.setting if found is not None else Setting()
        return cls(school, setting, lists_of(school) if lists is None else lists, today(school))

    def spans(
        self, who: Person, roles: Collection[str], site: Site, scope: Scope, named: Collection[str] = ()
    ) -> tuple[str, ...]:
        """For how long somebody with these roles may open a site for a scope by themselves; none: they may not.

        ``named``: categories that closed it when it was asked for, beside those of which it is today.
        """
        own = bool(scope.groups) and all(teaches(self.school, who, group, self.day) for group in scope.groups)
        closed = self.closed_by(site, scope.levels, named)
        return spans(roles, self.setting.deciders, levels=scope.levels, categories=closed, own_class=own)

    def closed_by(self, site: Site, levels: Collection[str], named: Collection[str] = ()) -> frozenset[str]:
        """Which of its categories close a site at these levels."""
        listed = {each.key for each in categories_in(mask_of_page(self.lists, site.host, site.path))}
        return what_closes(self.setting, levels, {*named, *listed} - {""})
