"""By form: a level for one device or one person, and the school's own list of sites."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.estate.models import Device
from schoolgate.filtering import queries
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Proposal
from schoolgate.filtering.pages.parts.own_list import OwnListForm
from schoolgate.filtering.tests.conftest import Hires
from schoolgate.filtering.tests.test_agreement_pages import browser, shown
from schoolgate.gates.web.categories import CATALOGUE
from schoolgate.gates.web.exceptions import Listed
from schoolgate.people.models import Person, School

CART = "Library cart 3"


@pytest.fixture
def cart(school: School) -> Device:
    made: Device = Device.objects.for_school(school).create(school=school, kind="tablet", label=CART, serial="SN-0042")
    return made


def proposed(client: Client, school: School, part: str, **answers: object) -> Setting:
    """What is proposed by a form, its page answering as when all is well."""
    address = reverse("filtering.propose_part", args=[school.ref, part])
    answer = client.post(address, {"reason": "It is time.", **answers})
    assert answer.status_code == 302, answer.content.decode()
    row = Proposal.objects.for_school(school).order_by("pk").last()
    assert row is not None
    return queries.proposed_setting(row)


def refused(client: Client, school: School, part: str, **answers: object) -> str:
    address = reverse("filtering.propose_part", args=[school.ref, part])
    answer = client.post(address, {"reason": "It is time.", **answers})
    assert answer.status_code == 422
    assert not Proposal.objects.for_school(school).exists()
    return " ".join(answer.content.decode().split())


def test_one_device_gets_a_level_by_its_label_or_its_number(school: School, amara: Person, cart: Device) -> None:
    for called in ("library cart 3", " SN-0042 "):
        wanted = proposed(browser(amara), school, "single", device=called, level="staff")
        assert wanted.devices == {cart.ref: "staff"}
    row = Proposal.objects.for_school(school).order_by("pk").last()
    assert row is not None
    assert f"device {CART}" in shown(browser(amara), "proposal", school.ref, row.ref)


def test_one_person_gets_a_level_and_is_named_only_to_those_who_know_who_is_here(
    school: School, amara: Person, hires: Hires
) -> None:
    dale = hires("Tom Dale", "teachers")
    wanted = proposed(browser(amara), school, "single", person="tom  dale", level="*")
    assert wanted.persons == {dale.ref: ""}
    row = Proposal.objects.for_school(school).get()
    assert "Tom Dale" in shown(browser(amara), "proposal", school.ref, row.ref)
    technician = browser(hires("Sunil Ash", "it-lead"))
    page = shown(technician, "proposal", school.ref, row.ref)
    assert "Tom Dale" not in page
    assert "A person by name" in page
    form = technician.get(reverse("filtering.propose_part", args=[school.ref, "single"]), {"on": row.ref})
    assert "Tom Dale" not in form.content.decode()
    assert "Or a person" not in form.content.decode()


def test_a_technicians_change_of_a_device_leaves_the_persons_there_are(
    school: School, amara: Person, hires: Hires, cart: Device
) -> None:
    dale = hires("Tom Dale", "teachers")
    proposed(browser(amara), school, "single", person="Tom Dale", level="staff")
    row = Proposal.objects.for_school(school).get()
    technician = browser(hires("Sunil Ash", "it-lead"))
    address = reverse("filtering.propose_part", args=[school.ref, "single"]) + f"?on={row.ref}"
    asked = {"device": CART, "level": "staff", "reason": "A spare one.", "out": [f"persons.{dale.ref}"]}
    assert technician.post(address, asked).status_code == 422  # no choice of theirs
    del asked["out"]
    assert technician.post(address, asked).status_code == 302
    row = Proposal.objects.for_school(school).order_by("pk").last()
    assert row is not None
    both = queries.proposed_setting(row)
    assert (both.persons, both.devices) == ({dale.ref: "staff"}, {cart.ref: "staff"})


def test_whoever_is_not_there_is_not_guessed(school: School, amara: Person, hires: Hires, cart: Device) -> None:
    hires("Tom Dale", "teachers")
    hires("Tomasz Dale", "support-staff")
    Person.objects.for_school(school).filter(pk=hires("Una Dale", "support-staff").pk).update(name="Tom Dale")
    head = browser(amara)
    assert "2 are called so." in refused(head, school, "single", person="Tom Dale", level="staff")
    assert "There is none called so here." in refused(head, school, "single", person="Tom", level="staff")
    assert "There is none called so here." in refused(head, school, "single", device="cart", level="staff")
    assert "Choose what they have." in refused(head, school, "single", device=CART)
    assert "One at a time" in refused(head, school, "single", device=CART, person="Tom Dale", level="staff")


def test_a_level_of_ones_own_is_taken_back(school: School, amara: Person, cart: Device) -> None:
    head = browser(amara)
    proposed(head, school, "single", device=CART, level="staff")
    row = Proposal.objects.for_school(school).get()
    address = reverse("filtering.propose_part", args=[school.ref, "single"]) + f"?on={row.ref}"
    assert f"{CART}: " in head.get(address).content.decode()
    assert head.post(address, {"out": [f"devices.{cart.ref}"], "reason": "It is back."}).status_code == 302
    row = Proposal.objects.for_school(school).order_by("pk").last()
    assert row is not None
    assert queries.proposed_setting(row).devices == {}


def test_sites_are_put_on_the_own_list_in_one_spelling_each_once(school: School, amara: Person) -> None:
    hosts = "https://Games.Example./\n\n games.example\nb\u00fccher.example\n"
    wanted = proposed(browser(amara), school, "sites", hosts=hosts, categories=["games"])
    games = frozenset({"games"})
    assert wanted.sites == (Listed("games.example", games), Listed("xn--bcher-kva.example", games))
    row = Proposal.objects.for_school(school).get()
    page = shown(browser(amara), "proposal", school.ref, row.ref)
    assert "The school’s own list" in page
    assert "Games.example is" in page


def test_every_line_that_is_no_site_is_told(school: School, amara: Person) -> None:
    page = refused(
        browser(amara), school, "sites", hosts="co.uk\na..b\nok.example\nok.example/page", categories=["games"]
    )
    for said in (
        "co.uk: anybody may have a site under this.",
        "a..b: it has two dots",
        "Put its site on the list: ok.example",
    ):
        assert said in page
    assert "Tick at least one." in refused(browser(amara), school, "sites", hosts="ok.example")
    assert "at most 500 at once" in refused(
        browser(amara), school, "sites", hosts="\n".join(f"s{n}.example" for n in range(501)), categories=["games"]
    )


def test_no_locked_category_is_offered() -> None:
    for category in CATALOGUE:
        form = OwnListForm({"hosts": "a.example", "categories": [category.key]}, Setting())
        assert form.is_valid() is not category.locked, category.key


def test_a_site_on_the_list_gets_new_categories_and_another_is_taken_off() -> None:
    setting = replace(
        Setting(), sites=(Listed("a.example", frozenset({"games"})), Listed("b.example", frozenset({"games"})))
    )
    form = OwnListForm({"hosts": "a.example", "categories": ["gambling"], "out": ["b.example"]}, setting)
    assert form.is_valid(), form.errors
    assert form.applied(setting).sites == (Listed("a.example", frozenset({"gambling"})),)
