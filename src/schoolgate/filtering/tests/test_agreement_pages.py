"""The pages of the agreement: how it stands, what is closed for whom, proposing, agreeing, and what cannot wait."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.filtering import actions, queries
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.tests.some_settings import junior_opens
from schoolgate.filtering.models import Proposal, SiteClosure
from schoolgate.filtering.tests.conftest import Hires
from schoolgate.filtering.tests.test_agreeing import ON, agreed
from schoolgate.frame.actor import person as as_person
from schoolgate.frame.actor import system
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.people.models import Account, Person, School

type Opens = Callable[..., str]


@pytest.fixture
def lark(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(ref=person.account.ref))  # type: ignore[union-attr]  # all here sign in
    return client


def shown(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(f"filtering.{name}", args=args), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_anything_is_agreed_the_first_choice_is_offered(school: School, amara: Person) -> None:
    page = shown(browser(amara), "overview", school.ref)
    assert "Nothing is agreed about the web filter yet." in page
    assert "it proves your filter" in page
    assert "Choose what Schoolgate does here" in page
    assert "The school filters internet access for every user" in page  # the policy's own sentence


def test_a_change_goes_from_a_form_to_two_agreements(school: School, amara: Person, lark: Person) -> None:
    head, dsl = browser(amara), browser(lark)
    where = reverse("filtering.propose_part", args=[school.ref, "where"])
    answer = head.post(
        where, {"mode": "watching", "supplier": "Grid for Learning", "reason": "To see what it would do."}
    )
    row = Proposal.objects.for_school(school).get()
    here = reverse("filtering.proposal", args=[school.ref, row.ref])
    assert answer["Location"] == here
    assert "This change waits for you." in shown(dsl, "proposal", school.ref, row.ref)
    assert "One change waits." in shown(head, "overview", school.ref)
    dsl.post(here, {"do": "agree", "digest": row.digest})
    assert "waits for Amara Whitlock" in shown(dsl, "proposal", school.ref, row.ref)
    head.post(here, {"do": "agree", "digest": row.digest})
    now = queries.setting_in_force(school)
    assert now is not None
    assert now.setting.serving.mode is Mode.WATCHING
    page = shown(head, "overview", school.ref)
    assert "The filter only watches." in page
    assert "Ruth Lark" in page
    assert "To see what it would do." in shown(head, "settings", school.ref)


def test_a_level_is_changed_by_its_form_and_shown_as_it_is_now(school: School, amara: Person, lark: Person) -> None:
    agreed(school, ON, amara, lark)
    client = browser(amara)
    address = reverse("filtering.propose_level", args=[school.ref, "junior"])
    form = client.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    assert said["c-games"] == "closed"
    assert "worst" not in str(said)  # what is locked stands in no form
    answer = client.post(address, said | {"c-games": "held", "reason": "For golden time."})
    assert answer.status_code == 302
    row = Proposal.objects.for_school(school).get(status="waiting")
    assert queries.proposed_setting(row).by_level["junior"].hold == {"games"}
    page = shown(client, "proposal", school.ref, row.ref)
    assert "One thing would be otherwise: 1 looser, 0 stricter" in page
    unchanged = client.post(address, said | {"reason": "For nothing."})
    assert unchanged.status_code == 422
    assert "leaves everything as it is" in unchanged.content.decode()
    assert client.post(address, said | {"reason": ""}).status_code == 422


def test_every_part_of_the_setting_can_be_proposed(school: School, amara: Person) -> None:
    client = browser(amara)
    wanted: dict[str, dict[str, object]] = {
        "whose": {"unknown": "*", "roles.teachers": "staff", "years.6": "junior"},
        "hours": {
            "words": "golden time",
            "starts": "14:00",
            "ends": "15:00",
            "days": ["4"],
            "does": "opens",
            "categories": ["games"],
        },
        "deciding": {"role": "teachers", "longest": "lesson", "categories": ["games"], "closure_days": "2"},
    }
    for part, answers in wanted.items():
        address = reverse("filtering.propose_part", args=[school.ref, part])
        form = client.get(address).context["form"]
        now = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
        assert client.post(address, now | answers | {"reason": "It is time."}).status_code == 302, part
    rows = Proposal.objects.for_school(school).order_by("pk")
    whose, hours, deciding = (queries.proposed_setting(row) for row in rows)
    assert (whose.unknown, whose.roles, whose.years) == ("", {"teachers": "staff"}, {"6": "junior"})
    assert [(each.words, each.opens) for each in hours.windows] == [("golden time", frozenset({"games"}))]
    assert (deciding.deciders[0].role, deciding.closure_days) == ("teachers", 2)


def test_half_an_answer_is_told_what_is_missing(school: School, amara: Person) -> None:
    address = reverse("filtering.propose_part", args=[school.ref, "hours"])
    answer = browser(amara).post(address, {"words": "golden time", "does": "opens", "reason": "It is time."})
    assert answer.status_code == 422
    assert "Say this of the new hours." in answer.content.decode()
    assert "Tick at least one." in answer.content.decode()


def test_one_change_is_made_on_top_of_another_that_waits(school: School, amara: Person) -> None:
    client = browser(amara)
    first = actions.propose_change(school, junior_opens("games"), "For games.", actor=as_person(amara.ref))
    address = reverse("filtering.propose_part", args=[school.ref, "where"]) + f"?on={first.ref}"
    client.post(address, {"mode": "on", "reason": "Ready."})
    row = Proposal.objects.for_school(school).get(status="waiting")
    assert queries.proposed_setting(row) == replace(junior_opens("games"), serving=Serving(Mode.ON))
    assert row.reason == "For games.\nReady."
    first.refresh_from_db()
    assert first.status == "withdrawn"


def test_what_was_overtaken_is_proposed_again_in_one_press(school: School, amara: Person, lark: Person) -> None:
    old = actions.propose_change(school, junior_opens("games"), "For games.", actor=as_person(amara.ref))
    agreed(school, ON, amara, lark)
    client = browser(amara)
    assert "Another change came first." in shown(client, "proposal", school.ref, old.ref)
    client.post(reverse("filtering.proposal", args=[school.ref, old.ref]), {"do": "again"})
    row = Proposal.objects.for_school(school).get(status="waiting")
    assert queries.proposed_setting(row) == replace(junior_opens("games"), serving=Serving(Mode.ON))


def test_a_school_makes_a_level_of_its_own(school: School, amara: Person) -> None:
    address = reverse("filtering.propose", args=[school.ref])
    assert browser(amara).post(address, {"key": "junior", "words": "x", "like": "junior"}).status_code == 422
    browser(amara).post(address, {"key": "year-6", "words": "year 6", "like": "junior"})
    row = Proposal.objects.for_school(school).get()
    assert queries.proposed_setting(row).by_level["year-6"].words == "year 6"


def test_versions_are_compared(school: School, amara: Person, lark: Person) -> None:
    agreed(school, ON, amara, lark, reason="We were ready.")
    agreed(school, replace(junior_opens("games"), serving=ON.serving), amara, lark, reason="For golden time.")
    page = shown(browser(amara), "version", school.ref, 2)
    assert "Version 2 changed one thing." in page
    assert "For golden time." in page
    back = shown(browser(amara), "version", school.ref, 1, **{"with": "2"})
    assert "Against version 2." in back
    assert browser(amara).get(reverse("filtering.version", args=[school.ref, 9])).status_code == 404


def test_a_teacher_closes_a_site_at_once_and_a_second_person_keeps_it_closed(
    school: School, amara: Person, lark: Person, hires: Hires
) -> None:
    teacher, here = browser(hires("Bo Finch", "teachers")), reverse("filtering.now", args=[school.ref])
    assert teacher.post(here, {"do": "close", "site": "https://", "why": "It is cruel."}).status_code == 422
    assert teacher.post(here, {"do": "close", "site": "", "why": ""}).status_code == 422
    teacher.post(here, {"do": "close", "site": "https://cruel.example/film", "why": "It is cruel."})
    row = SiteClosure.objects.for_school(school).get()
    assert row.site == "cruel.example/film"
    assert "keep it closed" not in shown(teacher, "now", school.ref)
    assert "keep it closed" in shown(browser(lark), "now", school.ref)
    browser(lark).post(here, {"do": "keep", "ref": row.ref})
    row.refresh_from_db()
    assert row.agreed_by == lark.ref
    assert teacher.post(here, {"do": "back", "ref": row.ref}).status_code == 422
    browser(lark).post(here, {"do": "back", "ref": row.ref})
    assert queries.closed_sites(school) == []


def test_the_internet_is_paused_and_given_back(school: School, amara: Person) -> None:
    client, here = browser(amara), reverse("filtering.now", args=[school.ref])
    client.post(here, {"do": "pause", "long": "day", "reason": "Assembly."})
    (row,) = queries.pauses(school)
    assert "1 thing is paused." in shown(client, "now", school.ref)
    client.post(here, {"do": "back", "ref": row.ref})
    assert queries.pauses(school) == []


def test_what_was_changed_without_agreement_is_shown_until_somebody_says_what_it_was(
    school: School, amara: Person, lark: Person
) -> None:
    agreed(school, ON, amara, lark)
    actions.publish(school)
    folder_of(school).rules.unlink()
    (row,) = actions.look(school, actor=system("filter"))
    client, here = browser(lark), reverse("filtering.overview", args=[school.ref])
    page = shown(client, "overview", school.ref)
    assert "The filter was changed without agreement." in page
    assert "What was agreed serves again since" in page
    assert client.post(here, {"drift": row.ref, "words": ""}).status_code == 422
    client.post(here, {"drift": row.ref, "words": "The disk was full."})
    assert "without agreement" not in shown(client, "overview", school.ref)


def test_whoever_is_to_sign_finds_it_on_their_first_page(school: School, amara: Person, lark: Person) -> None:
    row = actions.propose_change(school, ON, "Ready.", actor=as_person(amara.ref))
    first = browser(lark).get(f"/schools/{school.ref}/").content.decode()
    assert "Agree or decline a change to the web filter" in first
    assert "Nothing has been switched off." in first
    for one in (amara, lark):
        actions.agree(row, actor=as_person(one.ref))
    after = browser(lark).get(f"/schools/{school.ref}/").content.decode()
    assert "Agree or decline" not in after
    assert "Nothing has been switched off." not in after


def test_governors_see_what_is_agreed_and_cannot_change_it(school: School, amara: Person, hires: Hires) -> None:
    row = actions.propose_change(school, Setting(closure_days=2), "For safety.", actor=as_person(amara.ref))
    governor = browser(hires("Kit Rook", "governors"))
    assert "I agree to exactly this" not in shown(governor, "proposal", school.ref, row.ref)
    answer = governor.post(
        reverse("filtering.proposal", args=[school.ref, row.ref]), {"do": "agree", "digest": row.digest}
    )
    assert answer.status_code == 422
    assert governor.get(reverse("filtering.propose", args=[school.ref])).status_code == 403
    assert "Propose a change" not in shown(governor, "overview", school.ref)
