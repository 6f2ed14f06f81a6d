"""Links reach families by letter, on paper and by the school's texting service; the office's tablet is handed over."""

import csv
import io
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.models import Signature, SigningLink, SigningReceipt
from schoolgate.agreements.queries.whom_to_ask import carers_to_ask
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, somebody
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.notices.actions import send_due
from schoolgate.notices.models import Notice
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, School


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    found = Okoros(school, amara)
    people.set_reach(found.nadia, "email", "nadia@okoro.example", actor=ACTOR, valid_from=LONG_AGO)
    people.set_reach(found.nadia, "phone", "07700 900123", actor=ACTOR, valid_from=LONG_AGO)
    return found


@pytest.fixture
def office(school: School) -> Client:
    account = Account(email="office@robinhill.example")
    account.save()
    people.give_sign_in(somebody(school, "Pat Lane", "office"), account, actor=ACTOR)
    client = Client()
    client.force_login(account)
    return client


def test_it_works(school: School, okoros: Okoros) -> None:
    """Who has something to answer, once, with how they are reached; and nobody who has signed."""
    (one,) = carers_to_ask(school, today(school))
    assert (one.name, one.email, one.children) == ("Nadia Okoro", "nadia@okoro.example", 3)
    okoros.signs(okoros.link().code)
    assert carers_to_ask(school, today(school)) == ()


def test_the_other_home_is_asked_for_its_own(school: School, okoros: Okoros) -> None:
    dele = people.add_person(school, "Dele Okoro", actor=ACTOR)
    liv = people.add_person(school, "Liv Teal", actor=ACTOR)
    okoros.cares(dele, okoros.children[0], "father", home=2)
    okoros.cares(liv, okoros.children[0], "step-parent", "no")
    okoros.kinds = ("home-school",)
    okoros.answers(okoros.link().code)
    assert [one.name for one in carers_to_ask(school, today(school))] == ["Dele Okoro", "Nadia Okoro"]


def test_a_letter_holds_the_link_and_names_nobody(school: School, okoros: Okoros) -> None:
    (made,) = actions.send_links(school, [okoros.nadia], actor=ACTOR)
    (letter,) = Notice.objects.for_school(school).filter(kind="agreement.sign")
    assert send_due(timezone.now()) == 1, "to the address that she gave, as she has no sign-in"
    letter.refresh_from_db()
    assert letter.state == Notice.State.SENT
    assert okoros.get(made.code).status_code == 200


def test_letters_on_paper_bear_a_code_and_an_address_to_type(school: School, okoros: Okoros) -> None:
    made = actions.print_links(school, carers_to_ask(school, today(school)), actor=ACTOR)
    document = pypdfium2.PdfDocument(made)
    words = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert "Dear Nadia Okoro" in words
    assert "Ida" not in words
    code = words.partition("/s/")[2][:19]
    assert okoros.get(code).status_code == 200
    with pytest.raises(BadInputError, match="nobody"):
        actions.print_links(school, (), actor=ACTOR)


def test_a_list_for_texting_is_entered_by_count(school: School, okoros: Okoros, office: Client) -> None:
    at = f"/schools/{school.ref}/agreements/links/"
    office.post(at, {"do": "text"})
    assert not SigningLink.objects.for_school(school).exists(), "not before they said that it may leave"
    answer = office.post(at, {"do": "text", "sure": "yes"})
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row["name"] == "Nadia Okoro"
    assert okoros.page.get(row["link"]).status_code == 200
    entry = lines(school_chain(school.ref), labels=list(Label), kind="agreements.links-made")[0]
    assert entry.details is not None
    assert (entry.details["handed"], entry.details["people"]) == ("texted", 1)
    assert "Okoro" not in str(entry.details)


def test_the_office_hands_over_its_tablet(school: School, okoros: Okoros, office: Client) -> None:
    """Whoever holds it then can answer for this family and come to nothing else."""
    answer = office.post(f"/schools/{school.ref}/agreements/links/{okoros.nadia.ref}/", {"do": "here"})
    code = answer["Location"].split("/")[2]
    assert office.get(f"/schools/{school.ref}/agreements/links/")["Location"].startswith("/account/login/")
    assert office.get(f"/s/{code}/family/").status_code == 410
    okoros.signs(code)
    assert set(Signature.objects.for_school(school).values_list("way", flat=True)) == {"tablet"}
    (row,) = SigningLink.objects.for_school(school)
    assert row.ends_at - timezone.now() < timedelta(minutes=4)
    assert "give the tablet back" in okoros.get(code).text
    okoros.post(code, "end/")
    assert okoros.get(code).status_code == 410
    assert SigningReceipt.objects.for_school(school).count() == 1


def test_the_page_of_links(school: School, okoros: Okoros, office: Client) -> None:
    at = f"/schools/{school.ref}/agreements/links/"
    page = office.get(at).text
    assert "One parent or carer has something to answer." in page
    assert "On their way" in office.post(at, {"do": "mail"}, follow=True).text
    assert office.post(at, {"do": "print"})["Content-Type"] == "application/pdf"
    family = f"{at}{okoros.nadia.ref}/"
    for do in ("code", "show"):
        assert "/s/" in office.post(family, {"do": do}).text
    assert "4 links ended." in office.post(family, {"do": "stop"}, follow=True).text
    assert office.get(f"{at}{okoros.children[0].ref}/").status_code == 404
