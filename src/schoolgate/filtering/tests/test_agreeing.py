"""A change of the filter is proposed with a reason, and in force when two different people have agreed it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from schoolgate.evidence.queries import facts
from schoolgate.filtering import actions, queries
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.tests.some_settings import junior_opens
from schoolgate.filtering.models import Proposal, SettingSignature, SettingVersion
from schoolgate.filtering.tests.conftest import ACTOR, Hires
from schoolgate.frame.actor import person as as_person
from schoolgate.frame.actor import system
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.snapshots import thawed
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.models import Notice
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

ON = replace(Setting(), serving=Serving(Mode.ON))
GAMES = replace(junior_opens("games"), serving=Serving(Mode.ON))


def agreed(school: School, setting: Setting, *people: Person, reason: str = "It was time.") -> SettingVersion:
    """The setting, proposed by the first and agreed by all of them."""
    row = actions.propose_change(school, setting, reason, actor=as_person(people[0].ref))
    made = [actions.agree(row, actor=as_person(one.ref)) for one in people][-1]
    assert made is not None
    return made


@pytest.fixture
def lark(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


def test_it_works(
    school: School, amara: Person, lark: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = actions.propose_change(school, ON, "Ready after two weeks of watching.", actor=as_person(amara.ref))
    assert actions.agree(row, actor=as_person(lark.ref)) is None
    assert queries.setting_in_force(school) is None
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.agree(row, actor=as_person(amara.ref))
    now = queries.setting_in_force(school)
    assert made is not None
    assert now is not None
    assert (now.number, now.setting, now.digest) == (1, ON, made.digest)
    served = thawed(json.loads(folder_of(school).rules.read_bytes()))
    assert served.epoch == now.epoch
    assert served.serving.acts
    entry = lines(school_chain(school.ref), labels=["school"], kind="filtering.put-in-force")[0]
    assert entry.details is not None
    assert entry.details["signed"] == f"{amara.ref} {lark.ref}"
    told = facts(school, today(school))["filtering.changes_agreed"]
    assert (told.of, told.good, told.late) == (1, 1, 0)


def test_whoever_is_to_sign_is_written_to_and_asked(school: School, amara: Person, lark: Person) -> None:
    actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    letters = Notice.objects.for_school(school).filter(kind="filter.to-sign")
    assert [letter.person.ref for letter in letters] == [lark.ref]  # and not whoever proposed it


def test_what_still_waits_after_three_days_is_written_about_once_more(
    school: School, amara: Person, lark: Person
) -> None:
    actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    clock = system("filter")
    for days in (1, 3, 4, 9):
        actions.remind_signers(school, now=timezone.now() + timedelta(days=days), actor=clock)
    letters = Notice.objects.for_school(school).filter(kind="filter.to-sign", person__ref=lark.ref)
    assert letters.count() == 2
    assert {one.person.ref for one in Notice.objects.for_school(school).filter(kind="filter.to-sign")} == {
        amara.ref,
        lark.ref,
    }


def test_one_person_never_agrees_alone(school: School, amara: Person, lark: Person) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    assert actions.agree(row, actor=as_person(amara.ref)) is None
    assert actions.agree(row, actor=as_person(amara.ref)) is None  # pressed twice
    assert SettingSignature.objects.for_school(school).count() == 1
    assert SettingVersion.objects.for_school(school).count() == 0


def test_one_account_is_never_two_people_of_a_school(school: School, amara: Person, lark: Person) -> None:
    """So nobody agrees twice by having two records: the database refuses the second, before any page could ask."""
    lark.account = amara.account
    with pytest.raises(IntegrityError), transaction.atomic():
        lark.save()


def test_where_the_head_is_the_safeguarding_lead_the_deputy_signs_and_then_the_chair(
    school: School, amara: Person, hires: Hires
) -> None:
    wren = hires("Jo Wren", "head", "dsl")
    hires("Kit Rook", "chair")
    first = actions.propose_change(school, ON, "Ready.", actor=as_person(wren.ref))
    # Amara is head too, so she and Jo are two people in the two roles.
    assert {one.person for one in actions.may_sign(first)} == {amara.ref, wren.ref}
    assert agreed(school, GAMES, wren, amara).number == 1


def test_the_command_line_and_those_of_other_roles_do_not_sign(school: School, amara: Person, hires: Hires) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=ACTOR)  # it may propose
    with pytest.raises(DeniedError, match="signed in"):
        actions.agree(row, actor=ACTOR)
    teacher = hires("Bo Finch", "teachers")
    with pytest.raises(DeniedError, match="not your turn"):
        actions.agree(row, actor=as_person(teacher.ref))
    with pytest.raises(DeniedError):
        actions.propose_change(school, GAMES, "For games.", actor=as_person(teacher.ref))
    assert amara.ref not in {each.person for each in SettingSignature.objects.for_school(school)}


def test_pressing_again_when_it_is_in_force_adds_nothing(school: School, amara: Person, lark: Person) -> None:
    made = agreed(school, ON, amara, lark)
    row = Proposal.objects.for_school(school).get()
    assert actions.agree(row, actor=as_person(lark.ref)) == made
    assert SettingVersion.objects.for_school(school).count() == 1
    assert len(lines(school_chain(school.ref), labels=["school"], kind="filtering.signed")) == 2


def test_what_was_made_from_an_old_version_is_refused_with_what_to_do(
    school: School, amara: Person, lark: Person
) -> None:
    agreed(school, ON, amara, lark)
    old = actions.propose_change(school, Setting(), "Off again.", actor=as_person(amara.ref))
    agreed(school, GAMES, amara, lark)
    old.refresh_from_db()
    assert old.status == Proposal.Status.OVERTAKEN
    with pytest.raises(NotFoundError, match="it is overtaken"):
        actions.agree(old, actor=as_person(lark.ref))
    with pytest.raises(BadInputError, match="version 2 is in force now"):
        actions.propose_change(school, Setting(), "Off.", actor=as_person(amara.ref), on=1)
    assert [one.number for one in queries.versions(school)] == [2, 1]
    first = queries.version(school, 1)
    assert first is not None
    assert queries.setting_in_force(school, first.since) == first


def test_nobody_signs_what_they_did_not_see(school: School, amara: Person, lark: Person) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    with pytest.raises(DeniedError, match="not the one that was shown"):
        actions.agree(row, actor=as_person(lark.ref), digest="0" * 64)
    Proposal.objects.for_school(school).update(document={**row.document, "setting": {}})
    with pytest.raises(BadInputError, match="not as they were written"):
        actions.agree(row, actor=as_person(lark.ref))


def test_it_is_declined_with_a_reason_or_withdrawn(school: School, amara: Person, lark: Person, hires: Hires) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    with pytest.raises(BadInputError, match="why not"):
        actions.decline(row, " ", actor=as_person(lark.ref))
    with pytest.raises(DeniedError):
        actions.withdraw(row, actor=as_person(hires("Bo Finch", "teachers").ref))
    actions.decline(row, "Reception is not ready.", actor=as_person(lark.ref))
    row.refresh_from_db()
    assert (row.status, row.said) == ("declined", "Reception is not ready.")
    again = actions.propose_change(school, ON, "They are now.", actor=as_person(amara.ref))
    assert again.ref != row.ref
    actions.withdraw(again, actor=as_person(amara.ref))
    assert list(queries.proposal_rows(school)) == []


def test_the_same_waits_once_and_nothing_is_no_change(school: School, amara: Person, lark: Person) -> None:
    by = as_person(amara.ref)
    assert actions.propose_change(school, ON, "One.", actor=by) == actions.propose_change(school, ON, "Two.", actor=by)
    agreed(school, ON, amara, lark)
    with pytest.raises(BadInputError, match="as it is"):
        actions.propose_change(school, ON, "Again.", actor=by)
    with pytest.raises(BadInputError, match="the reason: there is none"):
        actions.propose_change(school, GAMES, "  ", actor=by)
