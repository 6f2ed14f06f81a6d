"""The pages of the block lists: what each says first, who may press what, and a wrong file."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.filtering import actions, queries
from schoolgate.filtering.models import ChosenList
from schoolgate.filtering.tests.conftest import ACTOR
from schoolgate.people.models import School

type WorksAs = Callable[..., Client]


def at(school: School, rest: str = "") -> str:
    return f"/schools/{school.ref}/filter/lists/{rest}"


def given(client: Client, school: School, *rows: str, category: str = "games", name: str = "Birds") -> int:
    file = SimpleUploadedFile("list.txt", "".join(f"{row}\n" for row in rows).encode())
    said = {"name": name, "category": category, "rhythm": "weekly", "file": file}
    return client.post(at(school, "give/"), said).status_code


def test_it_works(school: School, works_as: WorksAs) -> None:
    head = works_as("head")
    assert "No block list has been chosen yet." in head.get(at(school)).content.decode()
    assert given(head, school, "owl.example", "heron.example") == 302
    assert "One block list waits to be put in service." in head.get(at(school)).content.decode()
    actions.update(school, actor=ACTOR)
    shown = head.get(at(school)).content.decode()
    assert "The block list is in date." in shown
    assert "The filter knows 2 names by them" in shown
    assert shown.count("your own copy") == 3, "each list of illegal content says what is not known"
    for slot in queries.slots(school):
        assert f"<b>{slot.category.words[:1].upper()}{slot.category.words[1:]}</b>" in shown, "and which list it is"


def test_a_technician_chooses_and_gives_and_cannot_make_lists_fewer(school: School, works_as: WorksAs) -> None:
    technician = works_as("it-lead")
    assert given(technician, school, "owl.example") == 302
    row = ChosenList.objects.for_school(school).get()
    page = technician.get(at(school, f"{row.ref}/")).content.decode()
    assert ("Take it off" in page, "A new copy" in page) == (False, True)
    for do in ("end", "accept"):
        assert technician.post(at(school, f"{row.ref}/"), {"do": do}).status_code == 403
    assert technician.post(at(school), {"left_out": "owl.example"}).status_code == 403
    row.refresh_from_db()
    assert row.ended_on is None


def test_the_head_takes_a_list_off_and_leaves_out_what_is_known(school: School, works_as: WorksAs) -> None:
    head = works_as("head")
    given(head, school, "owl.example")
    row = ChosenList.objects.for_school(school).get()
    assert head.post(at(school), {"left_out": "www.numbots.com"}).status_code == 302
    assert queries.file_of_lists(school).left_out == ("numbots.com",)
    assert head.post(at(school), {"followed": "on", "left_out": "a..b"}).status_code == 422
    assert head.post(at(school, f"{row.ref}/"), {"do": "end"}).status_code == 302
    assert queries.chosen_lists(school) == []
    assert head.get(at(school, f"{row.ref}/")).status_code == 404


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"address": "http://lists.example/l"}, "does not begin with https://"),
        ({"address": "https://a:b@lists.example/l"}, "name or password"),
        ({"address": ""}, "Give the address of the list."),
        ({"digest": "12"}, "is no MD5"),
    ],
)
def test_a_wrong_address_is_said_beside_the_form_and_nothing_is_kept(
    school: School, works_as: WorksAs, said: dict[str, str], words: str
) -> None:
    whole = {"name": "Birds", "address": "https://lists.example/l", "rhythm": "daily", **said}
    answer = works_as("head").post(at(school, "choose/"), whole)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not ChosenList.objects.for_school(school).exists()


def test_an_empty_file_is_refused_and_a_new_copy_is_taken(school: School, works_as: WorksAs) -> None:
    head = works_as("head")
    assert given(head, school) == 422
    assert not ChosenList.objects.for_school(school).exists()
    given(head, school, "owl.example", name="Owls")
    row = ChosenList.objects.for_school(school).get(key="owls")
    actions.update(school, actor=ACTOR)
    file = SimpleUploadedFile("list.txt", b"owl.example\njay.example\n")
    assert head.post(at(school, f"{row.ref}/"), {"do": "give", "file": file}).status_code == 302
    actions.update(school, actor=ACTOR)
    assert next(each.rows for each in queries.chosen_lists(school) if each.ref == row.ref) == 2
    assert head.post(at(school, f"{row.ref}/"), {"do": "fetch"}).status_code == 302
