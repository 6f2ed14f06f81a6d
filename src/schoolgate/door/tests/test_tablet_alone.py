"""Five minutes alone with the tablet: what it opens, what it says of others, and what is left behind."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from house.sights import STAND_INS, addresses

from schoolgate.door import actions, queries
from schoolgate.door.actions.tablets import COOKIE, GOOD_FOR
from schoolgate.door.tests.conftest import ACTOR, AtTheDoor, came
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import audience_of
from schoolgate.people.models import Person, School

_PAGES = ("/door/", "/door/in/", "/door/out/")


def test_it_works(school: School, door: AtTheDoor) -> None:
    """A code pairs one tablet, once; without it the pages say where to go."""
    assert all(door.client.get(page).status_code == 200 for page in _PAGES)
    stranger = Client()
    assert [stranger.get(page).status_code for page in _PAGES] == [401, 401, 401]
    assert "not paired" in stranger.get("/door/").content.decode()
    made = actions.make_tablet(school, "Back door", actor=ACTOR)
    assert stranger.post("/door/pair/", {"code": made.code}).status_code == 302
    assert Client().post("/door/pair/", {"code": made.code}).status_code == 422


def test_a_code_lasts_a_quarter_of_an_hour(school: School, digest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = actions.make_tablet(school, "Back door", actor=ACTOR)
    later = timezone.now() + GOOD_FOR
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(BadInputError, match="does not work"):
        actions.pair(made.code)
    with pytest.raises(BadInputError, match="does not work"):
        actions.pair("")


def test_it_opens_nothing_else(school: School, door: AtTheDoor) -> None:
    """Every other address asks the tablet to sign in, as it does anybody: what it keeps counts for nothing there."""
    opened = []
    for name, (view, varying) in addresses(get_resolver()).items():
        audience = audience_of(view)
        if audience is None or audience.open or name.startswith("door."):
            continue
        named = {key: school.ref if key == "school" else STAND_INS.get(key, "none") for key in varying}
        answer = door.client.get(reverse(name, kwargs=named))
        if answer.status_code not in (302, 401) or "login" not in answer.headers.get("Location", "login"):
            opened.append((name, answer.status_code))
    assert opened == []


def test_what_it_keeps_is_unread_by_scripts_and_stays_at_the_door(school: School, door: AtTheDoor) -> None:
    kept = door.client.cookies[COOKIE]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == ("/door/", True, "Strict")
    assert bool(kept["secure"]) == settings.SESSION_COOKIE_SECURE


def test_it_names_nobody(school: School, door: AtTheDoor, digest: str, amara: Person) -> None:
    """Visitors who are in, and staff: none stands on any page, nor in what the tablet is told."""
    told = door.send(came(1, digest, name="Jo Finch", from_whom="Lark Plumbing", to_see="Kit Sparrow"))
    said = str(told) + "".join(door.client.get(page).content.decode() for page in _PAGES)
    assert not [name for name in ("Finch", "Lark", "Kit", "Whitlock") if name in said]


def test_signing_out_says_the_same_right_or_wrong(school: School, door: AtTheDoor, digest: str) -> None:
    """Whoever tries numbers or names learns nothing of who is in."""
    door.send(came(1, digest, name="Jo Finch"))
    pages = [
        door.client.post("/door/out/", {"key": f"{n:032x}", "who": who}).content
        for n, who in enumerate(("0001", "9999", "Jo Finch", "Nobody"), 100)
    ]
    assert len(set(pages)) == 1
    assert not queries.on_site(school)


@pytest.mark.parametrize("page", _PAGES)
def test_whoever_was_signed_in_on_it_is_signed_out(school: School, door: AtTheDoor, amara: Person, page: str) -> None:
    """The office paired it, signed in on the tablet itself; or somebody used it to look something up."""
    assert amara.account is not None
    door.client.force_login(amara.account)
    assert door.client.get(f"/schools/{school.ref}/on-site/").status_code == 200
    door.client.get(page)
    assert door.client.get(f"/schools/{school.ref}/on-site/").status_code == 302


def test_pairing_signs_out(school: School, digest: str, amara: Person) -> None:
    client = Client()
    assert amara.account is not None
    client.force_login(amara.account)
    client.post("/door/pair/", {"code": actions.make_tablet(school, "Front door", actor=ACTOR).code})
    assert client.get(f"/schools/{school.ref}/on-site/").status_code == 302


def test_the_browser_is_asked_to_remember_nothing(school: School, door: AtTheDoor) -> None:
    """No page is kept by the browser, and no field offers what the last visitor typed."""
    for page in _PAGES:
        answer = door.client.get(page)
        assert "no-store" in answer.headers["Cache-Control"]
        words = answer.content.decode()
        assert words.count("<form") == words.count('autocomplete="off" novalidate')
        assert words.count('type="text"') == 0
        assert words.count('class="govuk-input') == words.count('autocomplete="off" ') - words.count("<form")


def test_no_way_leads_out(school: School, door: AtTheDoor) -> None:
    """Every link on the tablet stays at the door."""
    words = "".join(door.client.get(page).content.decode() for page in _PAGES)
    links = {part.split('"')[0] for part in words.split("<a ")[1:] for part in part.split('href="')[1:2]}
    assert {link for link in links if not link.startswith(("/door/", "#", "?"))} == set()


def test_taken_off_it_can_do_nothing(school: School, door: AtTheDoor, digest: str) -> None:
    actions.end_tablet(school, door.tablet.ref, actor=ACTOR)
    assert [door.client.get(page).status_code for page in _PAGES] == [401, 401, 401]
    answer = door.client.post("/door/sync/", {"entries": [came(1, digest)]}, content_type="application/json")
    assert answer.status_code == 401
    assert not queries.on_site(school)
    with pytest.raises(NotFoundError):
        actions.end_tablet(school, door.tablet.ref, actor=ACTOR)


def test_another_site_cannot_send_by_a_form(school: School, door: AtTheDoor) -> None:
    """A form of another site sends no JSON, and too much is refused whole."""
    assert door.client.post("/door/sync/", {"entries": "[]"}).status_code == 400
    many: dict[str, list[object]] = {"entries": [{}] * 201}
    assert door.client.post("/door/sync/", many, content_type="application/json").status_code == 400
    assert door.client.post("/door/sync/", "{", content_type="application/json").status_code == 400
