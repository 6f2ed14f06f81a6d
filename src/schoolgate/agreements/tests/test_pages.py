"""The pages: a teacher reads and signs, the office sees who has, a question becomes an answer for all."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements import actions, queries
from schoolgate.agreements.actions import signing
from schoolgate.agreements.check import questions
from schoolgate.agreements.models import Question, Reply
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.rolls import Names, Said
from schoolgate.policy.queries import in_force

ACTOR = operator("test")
type As = Callable[[str], Client]


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def answers(page: str, school: School, name: str) -> dict[str, str]:
    """What somebody sends who answers every question of the page rightly."""
    token = re.search(r'name="opened" value="([^"]+)"', page)
    assert token is not None
    policy = in_force(school, on=today(school))
    person = next(one for one in Person.objects.for_school(school) if one.name == name)
    assert policy is not None
    seed = signing.when_opened(token[1], person, policy).seed
    asked = questions(policy, ["teachers"], seed)
    return {f"q-{one.key}": str(one.right) for one in asked} | {"opened": token[1], "name": name}


def test_a_teacher_reads_is_caught_being_quick_and_signs(
    school: School, works_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, address = works_as("teachers"), f"/schools/{school.ref}/agreements/policy/"
    page = teacher.get(address).content.decode()
    assert "promises are yours to keep" in page
    assert "Staff must lock their screens" in page
    quick = teacher.post(address, answers(page, school, "Kit Teachers"))
    assert quick.status_code == 422
    assert "Nobody reads it that fast." in quick.content.decode()
    monkeypatch.setattr("schoolgate.agreements.actions.signing.least_seconds", lambda _mine: 0)
    page = quick.content.decode()
    wrong = teacher.post(address, answers(page, school, "Kit Teachers") | {"name": "Kit"})
    assert "Type your name as the school writes it: Kit Teachers" in words(wrong.content.decode())
    none = teacher.post(address, {"opened": answers(page, school, "Kit Teachers")["opened"], "name": "Kit Teachers"})
    assert "Our policy says: “" in words(none.content.decode())
    done = teacher.post(address, answers(page, school, "Kit Teachers"), follow=True).content.decode()
    assert "You signed this policy on" in done
    assert teacher.post(address, {"opened": "forged"}, follow=True).status_code == 200  # signed already: shown so


def test_a_forged_page_is_no_page(school: School, works_as: As) -> None:
    address = f"/schools/{school.ref}/agreements/policy/"
    assert works_as("teachers").post(address, {"opened": "forged", "name": "Kit"}).status_code == 404


def test_a_parent_is_asked_for_nothing(school: School, works_as: As) -> None:
    page = works_as("parents").get(f"/schools/{school.ref}/agreements/policy/").content.decode()
    assert "Nothing is asked of you to sign." in page


def test_the_office_sees_names_and_ticks_off_paper_and_a_governor_sees_counts(school: School, works_as: As) -> None:
    office, governor = works_as("office"), works_as("governors")
    address, day = f"/schools/{school.ref}/agreements/", today(school)
    page = words(office.get(address).content.decode())
    assert "0 of 3 have read the policy and signed." in page
    assert "Kit Governors" in page
    assert "Kit Office" not in words(governor.get(address).content.decode())
    assert governor.post(address, {}).status_code == 403
    person = next(one for one in Person.objects.for_school(school) if one.name == "Kit Governors")
    said = {"people": [person.ref], "on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}
    assert "1 of 3 have read" in words(office.post(address, said, follow=True).content.decode())
    assert "Tick at least one person." in office.post(address, said | {"people": []}).content.decode()


def test_a_question_is_answered_and_put_where_all_can_read_it_without_the_name(school: School, works_as: As) -> None:
    teacher, head = works_as("teachers"), works_as("head")
    address = f"/schools/{school.ref}/agreements/questions/"
    teacher.post(address, {"do": "ask", "to": "head", "words": "May I use my own phone?"})
    assert "One question waits for your answer." in head.get(address).content.decode()
    ref = Question.objects.for_school(school).get().ref
    head.post(address, {"do": "answer", "ref": ref, "words": "In the staff room, yes."})
    assert "In the staff room, yes." in teacher.get(address).content.decode()
    named = {"do": "publish", "ref": ref, "asked": "Kit Teachers asks about phones", "words": "In the staff room."}
    refused = head.post(address, named).content.decode()
    assert "names the one who asked" in refused
    assert "Kit Teachers asks about phones" in refused  # nothing typed is lost
    head.post(address, named | {"asked": "May I use my own phone?"})
    other = works_as("office")
    page = words(other.get(address).content.decode())
    assert "May I use my own phone?" in page
    assert "Kit Teachers" not in page
    assert other.post(address, {"do": "answer", "ref": ref, "words": "No."}).status_code == 404
    assert teacher.post(address, {"do": "publish", "ref": ref, "asked": "x", "words": "y"}).status_code == 403
    head.post(address, {"do": "unpublish", "ref": queries.common_answers(school)[0].ref})
    assert queries.common_answers(school) == ()


def test_a_new_version_is_asked_for_once(school: School) -> None:
    policy = in_force(school, on=today(school))
    assert policy is not None
    first = actions.ask_to_sign(school, policy, actor=ACTOR)
    assert actions.ask_to_sign(school, policy, actor=ACTOR).pk == first.pk


@pytest.mark.parametrize("said", ["Kit, of the infants, asks about phones.", "This was Kit’s question.", "(Teachers!)"])
def test_a_name_beside_a_comma_is_a_name_all_the_same(school: School, works_as: As, said: str) -> None:
    teacher, head = works_as("teachers"), works_as("head")
    address = f"/schools/{school.ref}/agreements/questions/"
    teacher.post(address, {"do": "ask", "to": "head", "words": "May I use my own phone?"})
    ref = Question.objects.for_school(school).get().ref
    head.post(address, {"do": "publish", "ref": ref, "asked": "May I use a phone?", "words": said})
    assert queries.common_answers(school) == ()


def test_pressed_twice_it_is_asked_answered_and_made_common_once(school: School, works_as: As) -> None:
    teacher, head = works_as("teachers"), works_as("head")
    address = f"/schools/{school.ref}/agreements/questions/"
    for _ in range(2):
        teacher.post(address, {"do": "ask", "to": "head", "words": "May I use my own phone?"})
    ref = Question.objects.for_school(school).get().ref
    for _ in range(2):
        head.post(address, {"do": "answer", "ref": ref, "words": "In the staff room, yes."})
    assert Reply.objects.for_school(school).count() == 1
    for _ in range(2):
        head.post(address, {"do": "publish", "ref": ref, "asked": "Own phones?", "words": "In the staff room, yes."})
    assert len(queries.common_answers(school)) == 1


def test_what_seems_to_name_a_child_is_read_by_everybody_only_where_somebody_is_sure(
    school: School, works_as: As
) -> None:
    may = Said("joiners", today(school), names=Names("May", "Linnet"), begins=("pupils",))
    people.load_roll(school, [may], ref="roll", actor=ACTOR, at=timezone.now())
    teacher, head = works_as("teachers"), works_as("head")
    address = f"/schools/{school.ref}/agreements/questions/"
    teacher.post(address, {"do": "ask", "to": "head", "words": "What do I do with a tablet that was found?"})
    said = {"do": "publish", "ref": Question.objects.for_school(school).get().ref, "asked": "A tablet was found?"}
    head.post(address, said | {"do": "answer", "words": "Bring it to the office."})
    refused = head.post(address, said | {"words": "Give it to May Linnet."}).content.decode()
    assert "seems to name a child" in refused
    assert "no child is named" in words(head.post(address, said | {"words": "Give it to May Linnet."}).text)
    assert queries.common_answers(school) == ()
    head.post(address, said | {"words": "Bring it in the month of May.", "sure": "yes"})
    assert len(queries.common_answers(school)) == 1
