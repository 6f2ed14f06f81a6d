"""A policy file given by mistake is taken back before it is put in force; afterwards it stays."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from schoolgate.frame.actor import person
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School
from schoolgate.policy import actions, queries
from schoolgate.policy.models import Version
from schoolgate.policy.tests.a_policy import PASSWORDS, REVIEW, reading_of

HEAD = person("per_head")


def given(school: School, *sentences: str) -> Version:
    return actions.keep_version(school, reading_of(*sentences), filename="pay slips.txt", data=b"words", actor=HEAD)


def put_in_force(version: Version, after: str | None = None, name: str = "Joan Achebe") -> str:
    day = timezone.localdate()
    found = actions.put_in_force(
        version, body="governing-body", ratified_on=day, actor=HEAD, actor_name=name, after=after
    )
    return str(found.ref)


def test_its_words_its_name_and_its_file_are_gone_and_that_it_was_given_stays(
    school: School, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    version = given(school, REVIEW)
    lies = Path(version.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.withdraw_version(school, version.ref, actor=HEAD) == 1
    version.refresh_from_db()
    assert (version.filename, version.file.name, version.reading) == ("", "", {})
    assert not lies.exists()
    assert queries.version(school, version.ref) is None
    (row,) = queries.versions(school)
    assert row.withdrawn_at is not None
    told = lines(school_chain(school.ref), labels=[Label.SCHOOL], subject=version.ref)
    assert [line.kind for line in told] == ["policy.withdrawn", "policy.kept"]


def test_its_number_is_not_used_again_and_the_same_file_may_come_back(school: School) -> None:
    wrong = given(school, REVIEW)
    actions.withdraw_version(school, wrong.ref, actor=HEAD)
    assert queries.newest(school) is None
    back = given(school, REVIEW)
    assert (back.number, back.ref != wrong.ref) == (2, True)
    assert queries.newest(school) == back


def test_what_was_put_in_force_stays_as_it_was_given(school: School) -> None:
    version = given(school, REVIEW)
    put_in_force(version)
    with pytest.raises(BadInputError, match="Version 1: was put in force"):
        actions.withdraw_version(school, version.ref, actor=HEAD)
    assert queries.versions(school)[0].withdrawn_at is None


def test_it_is_withdrawn_once_and_by_its_own_school(school: School) -> None:
    version, other = given(school, REVIEW), School.objects.create(name="Wren Lane Primary School")
    with pytest.raises(NotFoundError):
        actions.withdraw_version(other, version.ref, actor=HEAD)
    actions.withdraw_version(school, version.ref, actor=HEAD)
    with pytest.raises(NotFoundError):
        actions.withdraw_version(school, version.ref, actor=HEAD)


def test_what_was_withdrawn_on_another_page_is_not_put_in_force(school: School) -> None:
    version = given(school, REVIEW)
    actions.withdraw_version(school, version.ref, actor=HEAD)
    with pytest.raises(BadInputError, match="was withdrawn meanwhile"):
        put_in_force(version)


def test_whoever_comes_second_is_told_who_came_first(school: School) -> None:
    one, other = given(school, REVIEW), given(school, REVIEW, PASSWORDS)
    first = put_in_force(one, after="")
    with pytest.raises(BadInputError, match=r"Version 1: was put in force by Joan Achebe on .*, after you opened"):
        put_in_force(other, after="", name="Sam Rook")
    put_in_force(other, after=first, name="Sam Rook")  # having looked
    now = queries.in_force(school, on=timezone.localdate())
    assert now is not None
    assert now.number == 2


def test_without_a_page_nobody_saw_anything(school: School) -> None:
    """The command line puts in force what it is given: there was nothing to have looked at."""
    put_in_force(given(school, REVIEW))
    put_in_force(given(school, REVIEW, PASSWORDS))
    assert queries.last_put_in_force(school) != ""
