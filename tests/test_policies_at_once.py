"""Two people at one policy at the same moment: one is first, and the other is told."""

from dataclasses import replace

from house.together import at_once

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.queries import verify
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, queries
from schoolgate.policy.models import Adoption, Version, Wording
from schoolgate.policy.tests.a_policy import PASSWORDS, REVIEW, reading_of

BY = operator("test")
NAMES = ("Amara Whitlock", "Tom Ferreira", "Joanna Petrie")


def a_school() -> School:
    return people.add_school(name="Robin Hill Infant School", actor=BY)


def give(school: School, number: int) -> Version:
    """A file of its own for each number, with the same promises."""
    reading = reading_of(REVIEW, PASSWORDS)
    own = replace(reading, extract=replace(reading.extract, sha256=f"{number:064x}"))
    return actions.keep_version(school, own, filename=f"{number}.docx", data=b"words", actor=BY)


def put_in_force(version: Version, number: int) -> None:
    day = today(version.school)
    actions.put_in_force(version, body="governing-body", ratified_on=day, actor=BY, actor_name=NAMES[number], after="")


def test_of_those_who_put_different_files_in_force_one_is_first_and_the_others_are_told(
    transactional_db: None,
) -> None:
    school = a_school()
    versions = [give(school, number) for number in range(3)]
    raised = at_once(lambda number: put_in_force(versions[number], number), 3)
    (adoption,) = Adoption.objects.for_school(school)
    assert len(raised) == 2
    for error in raised:
        assert isinstance(error, BadInputError), error
        assert f"was put in force by {adoption.by_name}" in str(error)
    assert all(verdict.whole for verdict in verify())


def test_the_same_file_put_in_force_by_all_at_once_is_in_force_once(transactional_db: None) -> None:
    school = a_school()
    version = give(school, 1)
    assert at_once(lambda number: put_in_force(version, number), 3) == []
    assert Adoption.objects.for_school(school).count() == 1
    assert Wording.objects.for_school(school).count() == 2


def test_files_given_at_once_have_a_number_each_and_the_same_file_is_kept_once(transactional_db: None) -> None:
    school = a_school()

    def give_one_of_two(number: int) -> None:
        give(school, number // 2)

    assert at_once(give_one_of_two, 4) == []
    assert [row.number for row in queries.versions(school)] == [2, 1]


def test_a_file_is_withdrawn_or_put_in_force_never_both(transactional_db: None) -> None:
    school = a_school()
    version = give(school, 1)

    def do(number: int) -> None:
        if number:
            actions.withdraw_version(school, version.ref, actor=BY)
        else:
            put_in_force(version, 0)

    (refused,) = at_once(do, 2)
    assert isinstance(refused, BadInputError), refused
    withdrawn = queries.version(school, version.ref) is None
    assert Adoption.objects.for_school(school).exists() is not withdrawn
