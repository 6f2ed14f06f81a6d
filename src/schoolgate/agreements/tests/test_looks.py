"""Who at the school looked at a family's answers about pictures: noted once a day, and shown to that family."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import AnswerLook
from schoolgate.agreements.tests.families import ACTOR, as_self, somebody
from schoolgate.agreements.tests.some_class import put_into
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.evidence.tests.a_school import with_policy
from schoolgate.frame.erasing import everything, of_a_person
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

type As = Callable[[str], Client]
LINE = "looked at the answers about pictures of Ben on"


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    return Okoros(school, amara)


@pytest.fixture
def robins(school: School, okoros: Okoros) -> str:
    """The class of all three (a ref)."""
    return put_into(school, "Robin", *okoros.children)


def entries(school: School) -> int:
    return len(lines(school_chain(school.ref), labels=["safeguarding"], kind="agreements.looked-up"))


def test_it_works(school: School, okoros: Okoros, robins: str, works_as: As) -> None:
    """The office opens the class, twice; the mother reads it once for each child, without a name."""
    code = okoros.link().code
    assert "Nobody has looked" in okoros.get(code, "family/").text
    office, at = works_as("office"), f"/schools/{school.ref}/agreements/pictures/{robins}/"
    assert "Of 3 children nobody has answered" in office.get(at).text
    office.get(at)
    assert AnswerLook.objects.for_school(school).count() == 3
    assert entries(school) == 1
    shown = okoros.get(code, "family/").text
    assert shown.count(f"The school office {LINE}") == 1
    assert "Kit Office" not in shown


def test_the_class_says_whom_to_leave_out(school: School, okoros: Okoros, robins: str, works_as: As) -> None:
    code = okoros.link().code
    okoros.answers(code)
    okoros.post(code, "about/photo-video/2/", **{"place-class-photo": "granted"})
    okoros.post(code, "check/", name="Nadia Okoro", sure="yes")
    page = works_as("office").get(f"/schools/{school.ref}/agreements/pictures/{robins}/").text
    website = page.partition("The school’s website")[2].partition("</tr>")[0]
    assert "<b>Ida Okoro</b>" in website
    assert "Ben Okoro, Tom Okoro" in website
    assert "Nadia" not in page


def test_a_teacher_sees_the_classes_they_teach_and_nothing_that_waits(
    school: School, okoros: Okoros, robins: str, works_as: As
) -> None:
    client, base = works_as("teachers"), f"/schools/{school.ref}/agreements/pictures/"
    assert client.get(f"{base}{robins}/").status_code == 404
    put_into(school, "Robin", staff=[Person.objects.for_school(school).get(pk=_person(school, "Kit Teachers"))])
    listed = client.get(base).text
    assert f"/pictures/{robins}/" in listed
    assert "waits for the head" not in listed
    assert client.post(base, {"do": "look"}).status_code == 403
    client.get(f"{base}{robins}/")
    assert f"A teacher of the class {LINE}" in okoros.get(okoros.link().code, "family/").text


def test_what_is_decided_between_carers_shows_to_none_of_them(
    school: School, amara: Person, okoros: Okoros, works_as: As
) -> None:
    """That the head looked at Ben alone would tell his father that the mother answered otherwise."""
    ben = okoros.children[0]
    dele = somebody(school, "Dele Okoro")
    okoros.cares(dele, ben, "father", home=2)
    for carer, answer in ((okoros.nadia, "granted"), (dele, "refused")):
        actions.give(ben, carer, {"website": answer}, actions.Given(carer.name), actor=as_self(carer))
    assert "Ben Okoro" in works_as("head").get(f"/schools/{school.ref}/agreements/pictures/").text
    assert AnswerLook.objects.for_school(school).get().deciding
    assert entries(school) == 1, "it stays in the permanent record"
    for carer in (okoros.nadia, dele):
        assert LINE not in okoros.get(okoros.link(carer).code, "family/").text


def test_a_list_for_the_door_counts_for_all_of_the_class(
    school: School, okoros: Okoros, robins: str, works_as: As
) -> None:
    works_as("office").get(f"/schools/{school.ref}/agreements/families/{robins}/")
    assert AnswerLook.objects.for_school(school).count() == 3


@pytest.mark.parametrize("count", [3, 60])
def test_it_costs_the_same_for_a_big_class(school: School, okoros: Okoros, count: int) -> None:
    more = [somebody(school, f"Child {n} Lark", "pupils") for n in range(count - 3)]
    refs = [one.ref for one in (*okoros.children, *more)]
    with CaptureQueriesContext(connection) as first:
        assert actions.pictures_looked_at(school, refs, roles=["office"], actor=ACTOR, about="grp_1") == count
    inserts = [one for one in first.captured_queries if "INSERT" in one["sql"] and "answerlook" in one["sql"]]
    assert len(inserts) == 1
    with CaptureQueriesContext(connection) as again:
        assert actions.pictures_looked_at(school, refs, roles=["office"], actor=ACTOR, about="grp_1") == 0
    assert len([one for one in again.captured_queries if one["sql"].startswith("SELECT")]) == 1


def test_it_goes_after_its_time_and_with_the_child(school: School, okoros: Okoros) -> None:
    refs = [one.ref for one in okoros.children]
    actions.pictures_looked_at(school, refs, roles=["head"], actor=ACTOR)
    eraser = next(one for one in everything() if one.key == "agreements.answer-look")
    day = today(school)
    assert list(eraser.due(school, day + timedelta(days=399))) == []
    assert len(list(eraser.due(school, day + timedelta(days=400)))) == 3
    one = next(one for one in of_a_person() if one.key == "agreements.answer-looks")
    assert one.count(school, refs[0]).goes == 1
    assert one.erase(school, refs[0], ACTOR) == 1
    assert set(queries.looks_at(school, refs)) == set(refs[1:])


def test_beside_each_stands_the_sentence_of_the_policy(school: School, okoros: Okoros) -> None:
    sentence = "Parents must sign the agreement each September."
    assert queries.promised(school, today(school))["home-school"] == sentence
    assert "event-pictures" not in queries.promised(school, today(school)), "the policy says nothing of it"
    code = okoros.link().code
    assert sentence in okoros.get(code, "about/home-school/").text
    okoros.signs(code)
    page = okoros.get(code, "family/").text
    assert page.count(f"“{sentence}”") == 6, "two agreements, three children"


def test_a_sentence_of_two_clauses_is_shown_whole(db: None) -> None:
    words = (
        "# Policy\n\nFamilies may photograph their own child at plays and sports days, but must not put pictures of "
        "other people's children on social media. Staff must lock their screens whenever they leave them.\n"
    )
    found = queries.promised(school := with_policy(words), today(school))
    assert found["event-pictures"].startswith("Families may photograph")
    assert found["event-pictures"].endswith("on social media.")
    assert "home-school" not in found, "the policy says nothing of it"


def _person(school: School, name: str) -> int:
    return next(int(one.pk) for one in Person.objects.for_school(school) if one.name == name)
