"""A site is opened for somebody for a time, or closed at once; both end by themselves."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from schoolgate.filtering import actions, queries
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.filtering.models import SiteClosure, SiteOpening
from schoolgate.filtering.tests.conftest import ACTOR, Hires
from schoolgate.filtering.tests.test_agreeing import agreed
from schoolgate.frame.actor import person as as_person
from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.checks import LockedError
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Decision, Request
from schoolgate.gates.web.scopes import EVERYONE, Scope, Who
from schoolgate.gates.web.snapshots import thawed
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import Person, School

LISTS = HostTable({"puzzles.example": mask_of(["games"]), "worst.example": mask_of(["child-abuse-images"])})
OWLS = Who("junior", frozenset({"grp_owls"}))
JUNIORS = Scope(levels=frozenset({"junior"}))


@pytest.fixture
def lark(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


@pytest.fixture(autouse=True)
def lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schoolgate.filtering.actions.opening.lists_of", lambda _: LISTS)


def soon(hours: float = 0.5) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def decided(school: School, host: str, who: Who = OWLS) -> Decision:
    rules = queries.rules_now(school)
    assert rules is not None
    return decide(Request(host, who, timezone.now().timestamp()), rules, LISTS)


def opened(school: School, by: Person, site: str = "puzzles.example", **more: object) -> SiteOpening:
    said: dict[str, Any] = {
        "scope": JUNIORS,
        "until": soon(),
        "by": by,
        "why": "The lesson on chance.",
        "actor": as_person(by.ref),
    } | more
    return actions.open_site(school, site, **said)


def test_it_works(
    school: School,
    amara: Person,
    lark: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    agreed(school, Setting(), amara, lark)
    assert decided(school, "puzzles.example").verdict == "block"
    with django_capture_on_commit_callbacks(execute=True):
        row = opened(school, amara, "https://Puzzles.example./", asked="ask_1")
    assert decided(school, "puzzles.example").rule == f"exception:{row.ref}"
    assert decided(school, "puzzles.example", Who("infant")).verdict == "block"
    served = thawed(json.loads(folder_of(school).rules.read_bytes()))
    assert [str(each.site) for each in served.exceptions] == ["puzzles.example"]
    entry = lines(school_chain(school.ref), labels=["school"], kind="filtering.opened-site")[0]
    assert entry.details is not None
    assert entry.details["asked"] == "ask_1"
    assert "puzzles" not in str(entry.details)


def test_it_ends_by_itself_or_is_taken_back(school: School, amara: Person, lark: Person) -> None:
    agreed(school, Setting(), amara, lark)
    row = opened(school, amara)
    assert queries.open_sites(school, soon(1)) == []
    actions.take_back(row, by=lark, actor=as_person(lark.ref))
    actions.take_back(row, by=lark, actor=as_person(lark.ref))
    assert queries.open_sites(school) == []
    assert decided(school, "puzzles.example").verdict == "block"
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.taken-back")) == 1


def test_the_same_opened_twice_is_one(school: School, amara: Person) -> None:
    until = soon()
    rows = [
        actions.open_site(school, "a.example", EVERYONE, until, by=amara, why="A lesson.", actor=as_person(amara.ref))
        for _ in range(2)
    ]
    assert rows[0] == rows[1]


def test_nobody_opens_what_is_locked_or_is_nobodys_site(school: School, amara: Person) -> None:
    with pytest.raises(LockedError, match="nobody can open"):
        opened(school, amara, "pictures.worst.example")
    with pytest.raises(LockedError):
        opened(school, amara, categories=("terrorist-content",))
    for site in ("co.uk", "github.io"):
        with pytest.raises(BadInputError, match="anybody can have a name under it"):
            opened(school, amara, site)
    with pytest.raises(BadInputError, match="the reason: there is none"):
        opened(school, amara, why=" ")
    assert SiteOpening.objects.for_school(school).count() == 0


@pytest.mark.parametrize("role", ["slt", "computing-lead", "it-lead"])
def test_others_open_what_was_agreed_beforehand_and_nothing_else(
    school: School, amara: Person, lark: Person, hires: Hires, role: str
) -> None:
    """IT support too: it looks after the machinery, and what is open is two people's to agree."""
    bo = hires("Bo Finch", role)
    with pytest.raises(DeniedError, match="not yours to decide"):
        opened(school, bo)
    games = Decider(role, "lesson", frozenset({"games"}), frozenset({"junior"}))
    agreed(school, replace(Setting(), deciders=(games,)), amara, lark)
    assert opened(school, bo).by == bo.ref
    for more in ({"scope": EVERYONE}, {"until": None}, {"until": soon(2)}, {"site": "unlisted.example"}):
        said: dict[str, Any] = {"site": "puzzles.example", "scope": JUNIORS, "until": soon()} | more
        with pytest.raises(DeniedError):
            actions.open_site(school, **said, by=bo, why="Chance.", actor=ACTOR)


def test_the_deputy_opens_as_the_head_does(school: School, hires: Hires) -> None:
    deputy = hires("Bo Finch", "deputy-dsl")
    assert opened(school, deputy, until=None, scope=EVERYONE).by == deputy.ref


def test_any_adult_closes_a_site_and_it_lapses_unless_a_second_agrees(
    school: School, amara: Person, lark: Person, hires: Hires
) -> None:
    agreed(school, Setting(), amara, lark)
    teacher = hires("Bo Finch", "teachers")
    opened(school, amara)
    row = actions.close_at_once(school, "puzzles.example", by=teacher, why="It shows a cruel film.", actor=ACTOR)
    assert decided(school, "puzzles.example").rule == f"closure:{row.ref}"
    assert row.until - row.since < timedelta(days=20)  # a school day, and what holidays lie before it
    assert queries.closed_sites(school, row.until) == []
    with pytest.raises(DeniedError, match="not for whoever closed"):
        actions.agree_closure(row, soon(24 * 30), actor=as_person(teacher.ref))
    actions.agree_closure(row, soon(24 * 30), actor=as_person(lark.ref))
    actions.agree_closure(row, soon(24 * 40), actor=as_person(lark.ref))  # a second press
    assert queries.closed_sites(school, soon(24 * 29)) == [row]
    with pytest.raises(DeniedError):
        actions.take_back(row, by=teacher, actor=as_person(teacher.ref))


def test_who_closed_it_is_never_the_second_person(school: School, amara: Person, lark: Person) -> None:
    row = actions.close_at_once(school, "a.example", by=amara, why="Found in class.", actor=as_person(amara.ref))
    with pytest.raises(DeniedError, match="not for whoever closed"):
        actions.agree_closure(row, soon(24), actor=as_person(amara.ref))
    with pytest.raises(DeniedError, match="signed in"):
        actions.agree_closure(row, soon(24), actor=ACTOR)
    with pytest.raises(BadInputError, match="within a year"):
        actions.agree_closure(row, soon(24 * 400), actor=as_person(lark.ref))
    SiteClosure.objects.for_school(school).update(until=soon(-1))
    with pytest.raises(NotFoundError, match="not closed any more"):
        actions.agree_closure(row, soon(24), actor=as_person(lark.ref))


def test_the_internet_is_paused_for_a_class_until_later_today(
    school: School, amara: Person, lark: Person, hires: Hires, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(school, Setting(), amara, lark)
    teacher = hires("Bo Finch", "teachers")
    owls = Scope(groups=frozenset({"grp_owls"}))
    tonight = timezone.now() + timedelta(seconds=20)
    row = actions.pause(school, tonight, owls, by=teacher, why="Eyes on the board.", actor=ACTOR)
    assert decided(school, "numbers.example").rule == f"pause:{row.ref}"
    assert decided(school, "numbers.example", Who("junior")).verdict == "allow"
    with pytest.raises(BadInputError, match="and today"):
        actions.pause(school, soon(48), owls, by=teacher, why="Eyes on the board.", actor=ACTOR)
    with pytest.raises(DeniedError):  # what opens is not for every adult
        actions.pause(school, tonight, owls, by=teacher, why="Golden time.", actor=ACTOR, categories=("games",))
    games = actions.pause(school, tonight, owls, by=lark, why="Golden time.", actor=ACTOR, categories=("games",))
    actions.take_back(row, by=teacher, actor=as_person(teacher.ref))
    assert decided(school, "puzzles.example").verdict == "allow"
    assert queries.pauses(school) == [games]


def test_a_reason_that_names_a_child_is_refused(school: School, amara: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schoolgate.filtering.actions.opening.seems_to_name_a_pupil", lambda *_, **__: True)
    with pytest.raises(BadInputError, match="Leave the name out"):
        opened(school, amara, why="For Bilal's project.")
