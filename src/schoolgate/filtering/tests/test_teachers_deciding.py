"""The lesson goes on when head, safeguarding lead and deputy are all away: a teacher, for the class they teach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.filtering.actions.asking import ask
from schoolgate.filtering.actions.deciding import answer
from schoolgate.filtering.actions.opening import open_site
from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.filtering.blocked.tokens import Blocked
from schoolgate.filtering.models import SiteOpening, SiteRequest
from schoolgate.filtering.queries import asking
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.filtering.tests.conftest import ACTOR
from schoolgate.filtering.tests.test_agreeing import agreed
from schoolgate.filtering.tests.test_asking import CHILD, closed, visiting
from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.scopes import Scope
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Group, Membership, Person, School
from schoolgate.people.rolls import Names, Place, Said

type Hires = Callable[..., Person]
LONG_AGO = date(2025, 9, 1)
TEACHERS = Decider("teachers", "lesson", frozenset({"games"}), frozenset({"junior"}))


@dataclass
class Scene:
    """Kit teaches the Owls; head and safeguarding lead agreed what teachers may open, and are away today."""

    school: School
    kit: Person
    owls: str

    def asks(self, *groups: str, **also: Any) -> SiteRequest:
        return ask(self.school, self.blocked(*groups, **also), actor=CHILD)

    def blocked(self, *groups: str, **also: Any) -> Blocked:
        return closed(groups=groups or (self.owls,), **also)


@pytest.fixture
def scene(school: School, amara: Person, hires: Hires) -> Scene:
    ruth, kit = hires("Ruth Lark", "dsl"), hires("Kit Wren", "teachers")
    names = Names("Zoë", "Ó Briain")
    said = Said("joiners", LONG_AGO, names=names, into=(Place("class", "Owls", "pupil"),), begins=("pupils",))
    people.load_roll(school, [said], ref="roll", actor=ACTOR, at=datetime.now(UTC))
    owls = Group.objects.for_school(school).get()
    people.load_roll(
        school,
        [Said("movers", LONG_AGO, person=kit.ref, into=(Place("class", "Owls", "staff"),))],
        ref="staff",
        actor=ACTOR,
        at=datetime.now(UTC),
    )
    assert Membership.objects.for_school(school).as_of(today(school)).filter(person=kit, group=owls).exists()
    agreed(school, Setting(deciders=(TEACHERS,)), amara, ruth)
    for one in (amara, ruth):
        people.go_away(one, actor=visiting(one).actor, valid_from=today(school), back=today(school) + timedelta(days=2))
    return Scene(school, kit, owls.ref)


def test_it_works(scene: Scene) -> None:
    """Her class asks; she is told; she opens it for this lesson, for that class alone. Longer is not hers to give."""
    row = scene.asks()
    assert Notice.objects.for_school(scene.school).filter(person=scene.kit, kind="filter.asked").exists()
    (waits,) = asking.waiting(visiting(scene.kit), Deciding.at(scene.school), datetime.now(UTC))
    assert [span.key for span in waits.spans] == ["lesson"]
    assert waits.classes == ("Owls",)
    with pytest.raises(DeniedError, match="shorter time"):
        answer(visiting(scene.kit), row.ref, "day")
    answer(visiting(scene.kit), row.ref, "lesson")
    opening = SiteOpening.objects.for_school(scene.school).get()
    assert opening.scope == {"levels": ["junior"], "groups": [scene.owls]}
    assert opening.by == scene.kit.ref
    assert opening.categories == ["games"]


def test_no_other_way_of_opening_gives_her_more(scene: Scene) -> None:
    """What the page does not offer her is not hers by any other way in: one rule says who may open what."""
    soon = datetime.now(UTC) + timedelta(minutes=1)
    for groups in ((), ("grp_others",), (scene.owls, "grp_others")):
        with pytest.raises(DeniedError):
            opens(scene, Scope(frozenset({"junior"}), frozenset(groups)), soon)
    hers = Scope(frozenset({"junior"}), frozenset({scene.owls}))
    with pytest.raises(DeniedError):
        opens(scene, hers, None)
    assert opens(scene, hers, soon).scope["groups"] == [scene.owls]


def opens(scene: Scene, scope: Scope, until: datetime | None) -> SiteOpening:
    kit, by = scene.kit, visiting(scene.kit).actor
    return open_site(
        scene.school, "puzzles.example", scope, until, by=kit, why="Chance.", actor=by, categories=("games",)
    )


def test_a_site_on_a_second_list_is_not_hers_and_no_button_says_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = HostTable({"puzzles.example": mask_of(["games", "chat", "news"])})
    monkeypatch.setattr("schoolgate.filtering.queries.deciders.lists_of", lambda _: both)
    row = scene.asks()
    assert asking.waiting(visiting(scene.kit), Deciding.at(scene.school), datetime.now(UTC)) == []
    with pytest.raises(NotFoundError):
        answer(visiting(scene.kit), row.ref, "lesson")


def test_it_is_not_hers_where_another_class_asks_too_or_nobody_knows_which(scene: Scene) -> None:
    for number, groups in enumerate([("grp_others",), ()]):
        row = ask(scene.school, closed(f"dev_{number}", f"s{number}.example", groups=groups), actor=CHILD)
        with pytest.raises(NotFoundError):
            answer(visiting(scene.kit), row.ref, "lesson")
    row = scene.asks(host="both.example")
    ask(scene.school, closed("dev_9", "both.example"), actor=CHILD)
    with pytest.raises(NotFoundError):
        answer(visiting(scene.kit), row.ref, "lesson")


def test_a_whole_year_group_is_nobodys_own_class(scene: Scene) -> None:
    """The year a child is in comes with the class, and does not keep the class from being hers."""
    year = Group(school=scene.school, name="Year 3", kind=Group.Kind.YEAR, year=3)
    year.save()
    assert scene.asks(scene.owls, year.ref).groups == [scene.owls]


def test_neither_another_list_nor_another_level_is_hers(scene: Scene) -> None:
    for also in ({"category": "chat"}, {"level": "staff"}):
        row = scene.asks(by=f"dev_{also}", host=f"{len(str(also))}.example", **also)
        with pytest.raises(NotFoundError):
            answer(visiting(scene.kit), row.ref, "lesson")


def test_her_page_shows_her_own_class_s_and_says_why_no_more(
    scene: Scene, works_as: Callable[[str], Client], hires: Hires
) -> None:
    scene.asks()
    ask(scene.school, closed("dev_5", "others.example", groups=("grp_others",)), actor=CHILD)
    client = Client()
    client.force_login(scene.kit.account)  # type: ignore[arg-type]  # hired with a sign-in
    shown = client.get(reverse("filtering.asked", args=[scene.school.ref])).text
    assert "Asked for by Owls; a yes opens it for them alone." in shown
    assert "This lesson, until" in shown
    assert "Today, until" not in shown
    assert "others.example" not in shown
