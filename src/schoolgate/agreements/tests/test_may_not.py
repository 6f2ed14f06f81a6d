"""The list for a class's shared tablets: who may not use them, why in a few words, and what it never says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.agreements import actions
from schoolgate.agreements.queries.gating import gate_then
from schoolgate.agreements.showing_tablets import may_not_use
from schoolgate.agreements.tests.families import LONG_AGO
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.agreements.tests.test_pages import words
from schoolgate.gates.access.deciding import AccessGate
from schoolgate.gates.access.inputs import Someone
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, School

type As = Callable[[str], Client]


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def address(robins: Robins) -> str:
    return f"/schools/{robins.school.ref}/access/{robins.group.ref}/may-not-use/"


def shown(client: Client, robins: Robins) -> str:
    answer = client.get(address(robins))
    assert answer.status_code == 200
    return words(answer.content.decode())


def teacher(robins: Robins, person: Person) -> Client:
    account = opening.add_account("ada@robinhill.example", "three plain words here", actor=robins.head)
    people.give_sign_in(person, account, actor=robins.head)
    client = Client()
    client.force_login(Account.objects.get(email="ada@robinhill.example"))
    return client


def test_it_works(robins: Robins) -> None:
    """The teacher has names, a few plain words and the minute; and what a list cannot do."""
    robins.signs(robins.children[0])
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)

    told = shown(teacher(robins, robins.ada), robins)

    assert "Robin: 2 children may not use the class’s tablets." in told
    assert "Zoë Brannigan The tablet A form is not back" in told
    assert "In a lesson with an adult" not in told  # nothing was noted of lessons
    assert "Leo Ortiz-Vega" not in told
    assert "True at " in told
    assert "cannot tell who holds it" in told
    assert "stands on the teacher’s word, and nothing measures it" in told
    assert "enforce" not in told


def test_a_lesson_with_an_adult_is_marked(robins: Robins, works_as: As) -> None:
    zoe, day = robins.children[1], today(robins.school)
    robins.signs(robins.children[0], robins.children[1])
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    actions.note_lessons(robins.school, robins.group.ref, on=True, actor=robins.head)
    actions.rule(zoe, "internet", "shuts", first=day, last=day, why="What he wrote to Ben.", actor=robins.head)

    told = shown(works_as("office"), robins)

    assert "Sam O’Dowd The tablet A form is not back Yes" in told
    assert "Zoë Brannigan The internet on it The headteacher decided No" in told
    assert "Ben" not in told


def test_it_never_says_what_is_sealed(robins: Robins, works_as: As) -> None:
    people.set_flag(robins.children[1], "court-order", "No contact with D.", actor=robins.head, valid_from=LONG_AGO)

    told = shown(works_as("head"), robins)

    assert "court" not in told.casefold()
    assert "No contact" not in told


def test_while_it_is_only_watched_it_says_so(robins: Robins, works_as: As) -> None:
    told = shown(works_as("office"), robins)

    assert "Robin: 3 children would have to wait." in told
    assert "nobody is kept from a tablet by it yet" in told


def test_what_ran_out_is_told_from_what_never_came_back(robins: Robins, works_as: As) -> None:
    leo, day = robins.children[0], today(robins.school)
    robins.signs(leo, on=day - timedelta(days=400))

    assert "Leo Ortiz-Vega The tablet A form has run out" in shown(works_as("office"), robins)


def test_when_all_may_nobody_is_named(robins: Robins, works_as: As) -> None:
    robins.signs(*robins.children)

    assert "every child may use the class’s tablets" in shown(works_as("head"), robins)


def test_only_the_class_s_own_teachers_the_office_and_the_head(robins: Robins, works_as: As) -> None:
    assert works_as("teachers").get(address(robins)).status_code == 404
    for role in ("slt", "dsl", "it-lead", "support-staff"):
        assert works_as(role).get(address(robins)).status_code == 403


def test_every_reason_has_words(robins: Robins) -> None:
    """Of a child of whom nothing could be worked out it says to ask."""
    then = gate_then(robins.school, today(robins.school))
    nobody = tuple(AccessGate(then.rules, then.on).answers([Someone("per_x", frozenset())]))

    (row,) = may_not_use(nobody, {"per_x": "Wren Fern"})

    assert [str(one) for one in row.why] == ["it is not open for them: ask the office"]
