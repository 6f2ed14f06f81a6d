"""What the filter would say to a class, or at a level, of an address: asked of the rules and lists in service."""

from datetime import datetime

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.rules import rules_now
from schoolgate.filtering.sites.following import Judge
from schoolgate.gates.web import closing
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.lists import Categories
from schoolgate.gates.web.requests import Decision, Request
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.people.access import today
from schoolgate.people.models import Group, Membership, School


def judge_for(school: School, who: Who, lists: Categories, at: datetime) -> Judge:
    """A judge that touches no database any more: it may be asked from other threads. Where nothing is agreed yet, the
    levels as they ship."""
    rules = rules_now(school, at=at) or rules_now(school, at=at, draft=Setting())
    assert rules is not None
    gate, moment = WebGate(rules, lists), at.timestamp()

    def judge(url: str) -> Decision:
        try:
            read = one_address(url)
        except UnreadableError as error:
            return closing.unreadable(error, rules.epoch)
        return gate.decide(Request(read.host, who, moment, path=read.path))

    return judge


def level_of_class(school: School, group: str) -> str:
    """The level of a class by the setting: the class's own, else that of its youngest pupils' year, else unknown's."""
    found = setting_in_force(school)
    setting = found.setting if found is not None else Setting()
    if group in setting.groups:
        return setting.groups[group]
    rows = Membership.objects.for_school(school).as_of(today(school))
    pupils = rows.filter(group__ref=group, capacity=Membership.Capacity.PUPIL).values("person")
    years = rows.filter(person__in=pupils, group__kind=Group.Kind.YEAR).values_list("group__year", flat=True)
    for year in sorted({year for year in years if year is not None}):
        if str(year) in setting.years:
            return setting.years[str(year)]
    return setting.unknown
