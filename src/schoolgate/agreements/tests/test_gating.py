"""The access gate of a school: what paper opens, what the head switches and rules, and what follows from it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.due import _settle
from schoolgate.agreements.queries.gating import ADULTS, gate_then
from schoolgate.agreements.tests.families import ACTOR, as_self, somebody
from schoolgate.agreements.tests.some_class import CHILDS, Robins
from schoolgate.estate.queries import entitled
from schoolgate.filtering.queries.whereabouts import whereabouts
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

DAY = timedelta(days=1)


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def may(person: Person, what: str = "internet") -> str:
    """The level decided for somebody, or nothing where nobody decided."""
    found = entitled(person.school, person, what, today(person.school))
    return found.level if found.subject else ""


def test_a_child_waits_for_every_paper_and_is_open_with_the_last(robins: Robins) -> None:
    leo = robins.children[0]
    robins.signs(leo, kinds=CHILDS[:1])

    assert robins.asked(leo).because == "“Internet code of practice” is not signed."
    robins.signs(leo)
    assert robins.asked(leo).is_open


def test_what_ran_out_and_what_was_signed_in_older_words_say_when(robins: Robins) -> None:
    leo, day = robins.children[0], today(robins.school)
    robins.signs(leo)
    assert "ran out on 31 August" in robins.asked(leo, on=day + timedelta(days=366)).because

    new = actions.draft(robins.school, "home-school", body="Other words.", actor=ACTOR)
    actions.approve(new, actor=robins.head, from_on=day + DAY)

    assert [one.key for one in robins.asked(leo, on=day + DAY).reasons] == ["ran-out"]
    assert robins.asked(leo).is_open


def test_nothing_follows_until_the_head_switches_it_on_for_the_class(robins: Robins) -> None:
    leo, zoe, _ = robins.children
    robins.signs(leo)
    assert actions.settle(robins.school, actor=ACTOR) == 0
    assert may(zoe) == ""

    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)

    assert (may(leo), may(zoe), may(robins.ada)) == ("junior", "none", "")
    assert actions.settle(robins.school, actor=ACTOR) == 0
    (entry,) = lines(school_chain(robins.school.ref), labels=[Label.SCHOOL], kind="agreements.gate-switched")
    assert entry.subject == robins.group.ref


def test_a_signature_that_comes_later_opens_at_the_next_round(robins: Robins) -> None:
    zoe = robins.children[1]
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    robins.signs(zoe)

    assert _settle(timezone.now()) == 4
    assert (may(zoe), may(zoe, "devices"), may(zoe, "remote-access")) == ("junior", "at-school", "none")


def test_switched_off_again_nothing_is_decided_any_more(robins: Robins) -> None:
    for on in (True, True, False):
        actions.switch_gate(robins.school, robins.group.ref, on=on, actor=robins.head)

    assert may(robins.children[0]) == ""


def test_the_web_filter_closes_for_whom_the_gate_closes(robins: Robins) -> None:
    zoe = robins.children[1]
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)

    rows = {row[1]: row for row in whereabouts(robins.school, timezone.now(), "salt") if row[0] == "person"}

    assert rows[zoe.ref][5] == "none"


def test_whoever_leaves_is_shut_out_the_day_after_their_last(robins: Robins) -> None:
    leo = robins.children[0]
    robins.signs(leo)
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)
    assert may(leo) == "junior"

    people.leave(leo, actor=ACTOR, last_day=today(robins.school) - DAY)
    actions.settle(robins.school, actor=ACTOR)

    assert may(leo) == "none"
    assert robins.asked(leo).because == "They are not at the school any more."


def passes_sharing(person: Person) -> None:
    token = actions.quiz_page(person, "sharing")
    _seed, drawn = actions.asked_on(token, person, "sharing")
    answers = {one.question.key: str(one.right) for one in drawn}
    actions.take_quiz(person, "sharing", token=token, answers=answers, actor=as_self(person))


def test_adults_are_switched_together(robins: Robins) -> None:
    actions.switch_gate(robins.school, ADULTS, on=True, actor=robins.head)
    assert (may(robins.ada), may(robins.children[0])) == ("none", "")

    robins.signs(robins.ada, kinds=("staff-acceptable-use", "sharing-rights"))
    passes_sharing(robins.ada)
    actions.settle(robins.school, actor=ACTOR)

    assert (may(robins.ada), may(robins.ada, "cloud-sharing"), may(robins.ada, "remote-access")) == (
        "staff",
        "outside",
        "none",
    )


def test_the_head_rules_by_name_with_a_reason_and_an_end(robins: Robins) -> None:
    zoe, day = robins.children[1], today(robins.school)
    actions.switch_gate(robins.school, robins.group.ref, on=True, actor=robins.head)

    row = actions.rule(zoe, "internet", "opens", first=day, last=day, why="The post is late", actor=robins.head)

    assert may(zoe) == "junior"
    assert robins.asked(zoe).because.startswith("The headteacher made an exception until")
    assert not robins.asked(zoe, on=day + DAY).is_open
    actions.end_ruling(robins.school, row.ref, actor=robins.head)
    assert may(zoe) == "none"
    with pytest.raises(NotFoundError):
        actions.end_ruling(robins.school, row.ref, actor=robins.head)


def test_the_days_of_the_way_in_from_home_are_given_by_name(robins: Robins) -> None:
    day = today(robins.school)
    robins.signs(robins.ada, kinds=("staff-acceptable-use",))
    actions.rule(robins.ada, "vpn", "gives-days", first=day, last=day + DAY, why="Reports.", actor=robins.head)

    assert robins.asked(robins.ada, "vpn").is_open
    assert [one.key for one in robins.asked(robins.ada, "vpn", day + 2 * DAY).reasons] == ["days-over"]


def test_lessons_on_a_class_device_are_noted_for_a_class(robins: Robins) -> None:
    actions.note_lessons(robins.school, robins.group.ref, on=True, actor=robins.head)
    assert robins.asked(robins.children[0], "device").reasons[-1].key == "at-lessons"

    actions.note_lessons(robins.school, robins.group.ref, on=False, actor=robins.head)
    assert robins.asked(robins.children[0], "device").reasons[-1].key == "not-back"


@pytest.mark.parametrize("who", ["deputy", "operator"])
def test_only_the_head_switches_and_rules_signed_in(robins: Robins, who: str) -> None:
    actor = operator("it") if who == "operator" else as_self(somebody(robins.school, "Kit Marsh", "slt", "office"))
    day = today(robins.school)

    with pytest.raises(DeniedError):
        actions.switch_gate(robins.school, robins.group.ref, on=True, actor=actor)
    with pytest.raises(DeniedError):
        actions.note_lessons(robins.school, robins.group.ref, on=True, actor=actor)
    with pytest.raises(DeniedError):
        actions.rule(robins.ada, "vpn", "gives-days", first=day, last=day, why="So.", actor=actor)
    with pytest.raises(DeniedError, match="about yourself"):
        actions.rule(robins.amara, "vpn", "gives-days", first=day, last=day, why="So.", actor=robins.head)


@pytest.mark.parametrize(
    ("thing", "verb", "days", "why", "said"),
    [
        ("printer", "opens", 1, "So.", "no printer opens"),
        ("email", "melts", 1, "So.", "no email melts"),
        ("email", "opens", 1, " ", "needs one"),
        ("email", "opens", 400, "So.", "over a year"),
        ("email", "opens", -1, "So.", "before the first"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused(
    robins: Robins, thing: str, verb: str, days: int, why: str, said: str
) -> None:
    day = today(robins.school)
    with pytest.raises(BadInputError, match=said):
        actions.rule(robins.ada, thing, verb, first=day, last=day + timedelta(days=days), why=why, actor=robins.head)


def test_it_is_not_switched_on_while_nobody_could_open_it(robins: Robins) -> None:
    other = people.add_school(name="Wren Lane Primary School", actor=ACTOR)
    head = somebody(other, "Ines Falk", "head")

    with pytest.raises(BadInputError, match="no approved words"):
        actions.switch_gate(other, ADULTS, on=True, actor=as_self(head))
    with pytest.raises(NotFoundError):
        actions.switch_gate(other, robins.group.ref, on=True, actor=as_self(head))


def test_more_people_take_no_more_queries(robins: Robins) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            gate_then(robins.school, today(robins.school)).answers()
        counts.append(len(caught))
        robins.signs(*(robins.child(f"Child {n} {len(counts)}") for n in range(5)))

    assert counts[0] == counts[1] <= 8
