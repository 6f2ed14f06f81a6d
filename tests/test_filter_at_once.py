"""Several at one setting of the filter at the same moment: one version comes of it, and its rules are served."""

import json
from pathlib import Path

from house.together import at_once
from pytest_django import Settings

from schoolgate.evidence.tests.a_school import LONG_AGO
from schoolgate.filtering import actions
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Proposal, SettingSignature, SettingVersion, SiteOpening
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting
from schoolgate.gates.web.scopes import EVERYONE
from schoolgate.gates.web.snapshots import thawed
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Person, School

BY = operator("test")


def a_school(settings: Settings, folder: Path) -> tuple[School, list[Person]]:
    """A school that has its head and its safeguarding lead."""
    settings.SCHOOLGATE_DATA = folder
    school = people.add_school(name="Robin Hill Infant School", actor=BY)
    hired = []
    for name, role in (("Amara Whitlock", "head"), ("Ruth Lark", "dsl")):
        person = people.add_person(school, name, actor=BY)
        account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=BY)
        people.give_sign_in(person, account, actor=BY)
        people.give_role(person, role, actor=BY, valid_from=LONG_AGO)
        hired.append(person)
    return school, hired


def test_two_who_agree_at_once_put_it_in_force_once(transactional_db: None, settings: Settings, tmp_path: Path) -> None:
    school, hired = a_school(settings, tmp_path)
    row = actions.propose_change(school, Setting(closure_days=2), "For safety.", actor=acting(hired[0].ref))

    def agrees(number: int) -> None:
        actions.agree(row, actor=acting(hired[number % 2].ref))

    raised = at_once(agrees, 4)
    assert raised == []  # two of each: the second press of the same person adds nothing
    assert SettingVersion.objects.for_school(school).count() == 1
    assert SettingSignature.objects.for_school(school).count() == 2
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.put-in-force")) == 1
    assert all(verdict.whole for verdict in verify())


def test_of_two_changes_agreed_at_once_one_is_in_force_and_the_other_is_told(
    transactional_db: None, settings: Settings, tmp_path: Path
) -> None:
    school, hired = a_school(settings, tmp_path)
    both = [
        actions.propose_change(school, Setting(closure_days=days), "For safety.", actor=acting(hired[0].ref))
        for days in (2, 3)
    ]
    for row in both:
        actions.agree(row, actor=acting(hired[0].ref))

    def agrees(number: int) -> None:
        actions.agree(both[number], actor=acting(hired[1].ref))

    raised = at_once(agrees, 2)
    assert len(raised) == 1
    assert isinstance(raised[0], SchoolgateError)
    assert "overtaken" in str(raised[0])
    states = sorted(Proposal.objects.for_school(school).values_list("status", flat=True))
    assert states == ["agreed", "overtaken"]
    assert SettingVersion.objects.for_school(school).count() == 1


def test_sites_opened_at_once_are_all_in_the_rules_that_serve(
    transactional_db: None, settings: Settings, tmp_path: Path
) -> None:
    school, hired = a_school(settings, tmp_path)
    row = actions.propose_change(school, Setting(), "To begin.", actor=acting(hired[0].ref))
    for one in hired:
        actions.agree(row, actor=acting(one.ref))

    def opens(number: int) -> None:
        site = f"site{number}.example"
        actions.open_site(school, site, EVERYONE, None, by=hired[0], why="A lesson.", actor=acting(hired[0].ref))

    assert at_once(opens, 4) == []
    served = thawed(json.loads(folder_of(school).rules.read_bytes()))
    assert {str(each.site) for each in served.exceptions} == {f"site{number}.example" for number in range(4)}
    assert SiteOpening.objects.for_school(school).count() == 4
    assert actions.look(school, actor=BY) == []
