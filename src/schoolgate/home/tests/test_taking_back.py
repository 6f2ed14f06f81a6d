"""On the pages: a wrong file is withdrawn, and whoever puts a policy in force second is told so."""

import re

from django.test import Client

from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.home.tests.test_which_policy import keep_another
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions
from schoolgate.policy.models import Adoption, Version
from schoolgate.policy.tests.a_policy import REVIEW, reading_of


def page_of(school: School, version: Version) -> str:
    return f"/schools/{school.ref}/policy/read/{version.ref}/"


def shown(client: Client, address: str) -> dict[str, str]:
    """What the page hides in its form."""
    html = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(seen|after)" value="([^"]*)"', html))


def answer(school: School, **more: str) -> dict[str, str]:
    day = today(school)
    on = {"ratified_on-day": str(day.day), "ratified_on-month": str(day.month), "ratified_on-year": str(day.year)}
    return {"body": "governing-body", **on, **more}


def test_a_wrong_file_is_withdrawn_where_it_is_read(client: Client, school: School, in_force: Version) -> None:
    wrong = keep_another(school, b"wrong")
    assert "This is the wrong file" in words_of(client.get(page_of(school, wrong)))
    answered = client.post(f"{page_of(school, wrong)}withdraw/", follow=True)
    told = words_of(answered)
    assert "Version 2 is withdrawn. Its file and its words are erased." in told
    assert "We keep 1 version of our policy." in told
    assert "by mistake, and withdrawn on" in told
    assert "newer.docx" not in told
    assert client.get(page_of(school, wrong)).status_code == 404
    assert b"A newer version has been read" not in client.get(f"/schools/{school.ref}/").content


def test_what_is_in_force_is_not(client: Client, school: School, in_force: Version) -> None:
    assert "This is the wrong file" not in words_of(client.get(page_of(school, in_force)))
    told = words_of(client.post(f"{page_of(school, in_force)}withdraw/", follow=True))
    assert "Version 1: was put in force, so it stays as it was given." in told


def test_a_teacher_takes_nothing_back(teacher: Client, school: School, kept: Version) -> None:
    assert teacher.post(f"{page_of(school, kept)}withdraw/").status_code == 403
    assert "This is the wrong file" not in words_of(teacher.get(page_of(school, kept)))


def test_the_second_to_press_is_told_who_came_first_and_may_press_again(
    client: Client, school: School, in_force: Version
) -> None:
    ours, theirs = keep_another(school, b"ours"), keep_another(school, b"theirs")
    saw = shown(client, page_of(school, ours))
    actions.put_in_force(
        theirs, body="governing-body", ratified_on=today(school), actor=OPERATOR, actor_name="Sam Rook"
    )
    refused = client.post(page_of(school, ours), answer(school, **saw))
    assert refused.status_code == 422
    assert "Version 3: was put in force by Sam Rook" in words_of(refused)
    again = dict(re.findall(r'name="(seen|after)" value="([^"]*)"', refused.content.decode()))
    assert again["after"] != saw["after"]
    assert client.post(page_of(school, ours), answer(school, **again)).status_code == 302


def test_who_did_the_same_first_is_named_and_nothing_is_recorded_twice(
    client: Client, school: School, kept: Version
) -> None:
    saw = shown(client, page_of(school, kept))
    assert saw["after"] == "nothing"
    actions.put_in_force(kept, body="governing-body", ratified_on=today(school), actor=OPERATOR, actor_name="Sam Rook")
    told = words_of(client.post(page_of(school, kept), answer(school, **saw), follow=True))
    assert "Sam Rook had put it in force already, with the same date. Nothing was recorded twice." in told
    assert Adoption.objects.for_school(school).count() == 1


def test_a_draft_stands_beside_what_was_in_force_not_beside_another_draft(
    client: Client, school: School, in_force: Version
) -> None:
    keep_another(school, b"a draft")
    newer = keep_another(school, b"a better draft")
    page = words_of(client.get(page_of(school, newer)))
    assert "What changed since the policy in force" in page
    assert "Nothing that it promises changed. That is beside the policy in force." in page
    assert "None has evidence yet" not in page  # what is known goes on
    assert "Is it the right file?" not in page
    told = words_of(client.get(f"/schools/{school.ref}/policy/versions/{newer.ref}/"))
    assert "Version 3 beside version 1, in promises." in told


def test_a_file_with_little_in_common_is_asked_about(client: Client, school: School, in_force: Version) -> None:
    other = actions.keep_version(school, reading_of(REVIEW), filename="pay.docx", data=b"words", actor=OPERATOR)
    assert "It has little in common with the policy in force. Is it the right file?" in words_of(
        client.get(page_of(school, other))
    )
