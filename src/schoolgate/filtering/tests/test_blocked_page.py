"""The page in the place of a closed site, as whoever comes to it sees it: no sign-in, and nothing to guess."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.filtering.actions.deciding import answer
from schoolgate.filtering.blocked.continued import Continued
from schoolgate.filtering.blocked.tokens import SHOWS_FOR, Blocked, Sealer
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.models import SiteRequest
from schoolgate.filtering.tests.test_asking import closed, visiting
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.queries import in_force

type Hires = Callable[..., Person]


@pytest.fixture
def at(school: School, tmp_path: Path) -> Callable[[Blocked], str]:
    sealer = Sealer.of(filter_folder(tmp_path, school.ref), school.ref)
    return lambda blocked: reverse("filtering.blocked", args=[sealer.seal(blocked)])


def test_it_works(school: School, hires: Hires, at: Callable[[Blocked], str]) -> None:
    """Two clicks ask, the page shows that it waits, then that it is open with a way to the site."""
    ruth, client = visiting(hires("Ruth Lark", "dsl")), Client()
    address = at(closed(level="staff"))
    assert "Ask for this site" in client.get(address).text
    shown = client.post(address, {"why": "Year 3 maths"}, follow=True).text
    assert "Asked for at" in shown
    assert "<form" not in shown
    answer(ruth, SiteRequest.objects.for_school(school).get().ref, "lesson")
    shown = client.get(address).text
    assert "It is open now: try again." in shown
    assert 'href="http://puzzles.example/"' in shown


def test_staff_read_the_policys_own_words_behind_it(school: School, at: Callable[[Blocked], str]) -> None:
    policy = in_force(school, on=today(school))
    assert policy is not None
    clause = policy.promises[0].clause
    assert clause.text in Client().get(at(closed(level="staff", clause=clause.ref))).text
    assert "Our policy" not in Client().get(at(closed(level="staff", clause="cls_of_another"))).text


def test_a_no_is_said_kindly_to_a_child_and_ends_the_asking_for_the_day(
    school: School, hires: Hires, at: Callable[[Blocked], str]
) -> None:
    client, address = Client(), at(closed())
    client.post(address)
    answer(visiting(hires("Ruth Lark", "dsl")), SiteRequest.objects.for_school(school).get().ref, "no")
    shown = client.get(address).text
    assert "You’re not in trouble for asking." in shown
    assert "<form" not in shown


def test_another_child_with_the_same_page_can_still_ask(at: Callable[[Blocked], str]) -> None:
    client = Client()
    client.post(at(closed("dev_1")))
    assert "Ask my teacher" in client.get(at(closed("dev_2"))).text
    assert "2 have asked" in client.post(at(closed("dev_2")), follow=True).text


def test_a_press_without_the_pages_own_mark_is_refused(school: School, at: Callable[[Blocked], str]) -> None:
    """Another site cannot have a child's browser ask for it."""
    client = Client(enforce_csrf_checks=True)
    address = at(closed())
    assert client.post(address).status_code == 403
    mark = client.get(address).text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post(address, {"csrfmiddlewaretoken": mark}).status_code == 302
    assert SiteRequest.objects.for_school(school).count() == 1


@pytest.mark.parametrize("token", ["x", "sch_nobody.AAAA", "{school}.AAAA", "{school}.", ".", "a" * 5000])
def test_what_was_not_sealed_here_has_a_kind_page_and_does_nothing(school: School, token: str) -> None:
    address = reverse("filtering.blocked", args=[token.format(school=school.ref)])
    for answered in (Client().get(address), Client().post(address)):
        assert answered.status_code == 410
        assert "You did nothing wrong." in answered.text
    assert not SiteRequest.objects.for_school(school).exists()


def test_a_page_of_last_week_is_over(at: Callable[[Blocked], str]) -> None:
    old = int((datetime.now(UTC) - SHOWS_FOR).timestamp()) - 5
    assert Client().get(at(closed(at=old))).status_code == 410


def test_a_page_of_yesterday_says_that_it_is_too_old_to_ask_by(at: Callable[[Blocked], str]) -> None:
    old = int(datetime.now(UTC).timestamp()) - 86_400
    answered = Client().post(at(closed(at=old)))
    assert answered.status_code == 422
    assert "too long ago" in answered.text


def test_going_on_after_a_warning_is_remembered_for_the_day(
    school: School, tmp_path: Path, at: Callable[[Blocked], str]
) -> None:
    warned = Blocked(
        "chat.example", "staff", "warn", "ai-chat", "level:staff", "Open with care.", False, _now(), by="dev_1"
    )
    answered = Client().post(at(warned), {"do": "go-on"})
    assert answered["Location"] == "http://chat.example/"
    known = Continued(filter_folder(tmp_path, school.ref))
    known.refresh()
    assert known.holds("dev_1", "ai-chat", _now())
    assert not known.holds("dev_1", "ai-chat", _now() + 86_400)


def test_what_is_blocked_cannot_be_gone_on_to(school: School, tmp_path: Path, at: Callable[[Blocked], str]) -> None:
    assert Client().post(at(closed(askable=False)), {"do": "go-on"}).status_code == 422
    assert not (filter_folder(tmp_path, school.ref).root / "continued.txt").exists()


def test_the_page_brings_its_own_rules_for_what_may_run(at: Callable[[Blocked], str]) -> None:
    answered = Client().get(at(closed()))
    assert answered["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert (
        answered["Referrer-Policy"] == "same-origin"
    )  # none to the site, and our own form can be told from another site’s
    assert "no-store" in answered["Cache-Control"]


def test_whoever_may_answer_sees_what_waits_with_a_moment_on_every_button(
    school: School, works_as: Callable[[str], Client], at: Callable[[Blocked], str]
) -> None:
    Client().post(at(closed()), {"why": "Times tables"})
    page = reverse("filtering.asked", args=[school.ref])
    head = works_as("head")
    shown = head.get(page).text
    for said in ("One site waits for your answer.", "puzzles.example", "Times tables", "This lesson, until", "Always"):
        assert said in shown
    ref = SiteRequest.objects.for_school(school).get().ref
    told = head.post(page, {"ref": ref, "said": "day"}, follow=True).text
    assert "It is open until" in told
    assert "Nobody waits for a site." in told
    assert "Amara Whitlock opened it until" in told
    assert works_as("it-lead").get(page).status_code == 403


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
