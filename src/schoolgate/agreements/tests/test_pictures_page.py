"""The head decides between two carers with both answers in front; the office looks at a yes for everybody."""

import pytest
from django.test import Client

from schoolgate.agreements import actions, queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.models import ConsentRuling
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, as_self, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.agreements.tests.test_pages import words
from schoolgate.agreements.tests.test_pages_of_families import As
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person, School


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    """Leo's mother says yes to the newsletter, his father says no."""
    found = Robins(school, amara)
    leo = found.children[0]
    for order, (name, answer) in enumerate((("Eva Ortiz", "granted"), ("Max Vega", "refused")), 1):
        carer = somebody(school, name)
        tie = Tie("parent", "yes", order, order)
        people.set_carer(leo, carer, tie, actor=ACTOR, valid_from=LONG_AGO)
        actions.give(leo, carer, {"newsletter": answer}, Given(name), actor=as_self(carer))
    return found


def at(robins: Robins) -> str:
    return f"/schools/{robins.school.ref}/agreements/pictures/"


def shown(client: Client, robins: Robins) -> str:
    return words(client.get(at(robins)).content.decode())


def test_it_works(robins: Robins, works_as: As) -> None:
    head, leo = works_as("head"), robins.children[0]
    page = shown(head, robins)
    assert "One answer waits for the head." in page
    assert "Eva Ortiz Yes, since" in page
    assert "Max Vega No, since" in page
    sent = {
        "do": "rule",
        "child": leo.ref,
        "place": "newsletter",
        "answer": "granted",
        "reason": "Both agreed by phone",
    }
    assert head.post(at(robins), sent).status_code == 302
    assert queries.photo_answer(robins.school, leo.ref, "newsletter", today(robins.school)).reason == "ruled-yes"
    assert ConsentRuling.objects.for_school(robins.school).get().reason == "Both agreed by phone"
    assert "No answer about pictures waits for anybody." in shown(head, robins)


def test_nothing_is_decided_without_an_answer_and_a_reason(robins: Robins, works_as: As) -> None:
    sent = {"do": "rule", "child": robins.children[0].ref, "place": "newsletter"}
    refused = works_as("head").post(at(robins), sent)
    assert refused.status_code == 422
    assert "Choose one." in words(refused.content.decode())
    assert not ConsentRuling.objects.for_school(robins.school).exists()


def test_only_the_head_decides_and_only_what_waits(robins: Robins, works_as: As) -> None:
    leo, mina = robins.children[:2]
    sent = {"do": "rule", "child": leo.ref, "place": "newsletter", "answer": "granted", "reason": "Because"}
    office, head = works_as("office"), works_as("head")
    assert "What counts?" not in shown(office, robins)
    assert office.post(at(robins), sent).status_code == 403
    assert head.post(at(robins), sent | {"child": mina.ref}).status_code == 404
    assert not ConsentRuling.objects.for_school(robins.school).exists()


def test_the_office_looks_at_a_yes_for_everybody(robins: Robins, works_as: As) -> None:
    children = [*robins.children, *(robins.child(name) for name in ("Mina Rook", "Ola Eze"))]
    day = today(robins.school)
    actions.note_pictures("class-photo", children, [], of=5, on=day, actor=robins.head)
    office = works_as("office")
    assert "the same yes for all 5" in shown(office, robins)
    families = words(office.get(f"/schools/{robins.school.ref}/agreements/families/").content.decode())
    assert "One yes for everybody is to be looked at." in families
    (one,) = queries.blankets(robins.school, day)
    sent = {"do": "look", "source": one.source, "place": "class-photo", "real": [children[1].ref]}
    assert works_as("slt").post(at(robins), sent).status_code == 403
    assert office.post(at(robins), sent).status_code == 302
    answers = queries.photo_answers(robins.school, day)
    assert [answers[child.ref]["class-photo"].yes for child in children] == [False, True, False, False, False]
