"""Who sees what: every address of the site, and what each kind of visitor is answered.

An address missing from the table fails, so nobody adds a page without saying for whom it is. The table is the promise;
what is checked is the real middleware over the real addresses.

Answers: ``yes`` (the page, or whatever it does next: any answer but those below), ``sign in`` (sent to the sign-in
page), ``no`` (403, refused), ``none`` (404, there is no such page for them), ``token`` (401: it is for machines, whose
table is in test_what_machines_may_do.py).
"""

from dataclasses import dataclass
from typing import Final

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from schoolgate.frame.actor import operator
from schoolgate.frame.scoped import UnscopedError
from schoolgate.people import actions, opening
from schoolgate.people.access import at_school, today, visit
from schoolgate.people.models import Account, Person, School

VISITORS: Final = ("anonymous", "nobody", "administrator", "teacher", "other school")
OPEN: Final = ("yes", "yes", "yes", "yes", "yes")
SIGNED_IN: Final = ("sign in", "yes", "yes", "yes", "yes")
MACHINES: Final = ("token", "token", "token", "token", "token")  # no sign-in lets anybody in where a token does
REFUSED: Final = ("no", "no", "no", "no", "no")
ADMINISTRATOR: Final = ("sign in", "none", "yes", "no", "none")  # declared @at_school("administrator")
WHOLE_SCHOOL: Final = ("sign in", "none", "yes", "yes", "none")  # declared @at_school()
READERS: Final = WHOLE_SCHOOL  # all staff and governors
KEEPERS: Final = ADMINISTRATOR  # those who look after the policy

# By the name of the address; the visitors' answers in the order of VISITORS.
TABLE: Final[dict[str, tuple[str, ...]]] = {
    "people.healthy": OPEN,
    "people.second_step": SIGNED_IN,
    "people.sessions": SIGNED_IN,
    "people.set_up": ("none", "none", "none", "none", "none"),  # no link is good once somebody can sign in
    "caretaking.health": ADMINISTRATOR,
    "api.me": MACHINES,
    "api.openapi": OPEN,
    "api.nothing": ("none", "none", "none", "none", "none"),  # what is answered where there is nothing
    "home.door": SIGNED_IN,
    "home.leaves": OPEN,
    "home.today": READERS,
    "home.policy": READERS,
    "home.reading": KEEPERS,
    "home.same": KEEPERS,
    "home.missed": KEEPERS,
    "home.upload": KEEPERS,
    "home.read": ("sign in", "none", "none", "none", "none"),  # there is no such version; those of the school see one
    "home.record": READERS,
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_signup": REFUSED,
    "account_reauthenticate": SIGNED_IN,
    "account_email": REFUSED,
    "account_email_verification_sent": REFUSED,
    "account_confirm_email": REFUSED,
    "account_change_password": SIGNED_IN,
    "account_set_password": REFUSED,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_confirm_login_code": REFUSED,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": OPEN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": ("sign in", "none", "none", "none", "none"),  # none of them has one to take away
    "mfa_view_recovery_codes": ("sign in", "none", "none", "none", "none"),
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": ("sign in", "none", "none", "none", "none"),
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": ("sign in", "none", "none", "none", "none"),  # nor this
    "mfa_edit_webauthn": SIGNED_IN,  # first asked for their password again
    "mfa_login_webauthn": OPEN,
}
# What stands in an address for a thing; "school" is always the first school's ref.
STAND_INS: Final = {
    "rest": "nowhere",
    "token": "no-such-link",
    "key": "no-such-key",
    "uidb36": "1",
    "pk": "1",
    "version": "no-such-version",
    "promise": "no-such-promise",
}


@dataclass(frozen=True)
class Cast:
    school: School
    accounts: dict[str, Account]


def _member(email: str, school: School | None, role: str) -> Account:
    actor = operator("test")
    account = opening.add_account(email, "three plain words here", actor=actor)
    if school is not None:
        person = actions.add_person(school, f"Person {email}", actor=actor)
        actions.give_sign_in(person, account, actor=actor)
        actions.give_role(person, role, actor=actor, valid_from=today(school))
    return account


@pytest.fixture
def cast(db: None) -> Cast:
    here = actions.add_school(name="Robin Hill Infant School", actor=operator("test"))
    other = actions.add_school(name="Wren Lane Primary School", actor=operator("test"))
    accounts = {
        "nobody": _member("nobody@robinhill.example", None, ""),
        "administrator": _member("administrator@robinhill.example", here, "administrator"),
        "teacher": _member("teacher@robinhill.example", here, "teachers"),
        "other school": _member("administrator@wrenlane.example", other, "administrator"),
    }
    return Cast(here, accounts)


def _addresses(resolver: URLResolver, above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Every address: its name, and the names of what varies in it."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in resolver.url_patterns:
        varying = above + (tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            found |= _addresses(entry, varying)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"give {entry.lookup_str} a name"
            found[entry.name] = varying
    return found


def _answer(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code == 302 and response.headers["Location"].startswith("/account/login/?next="):
        return "sign in"
    assert response.status_code < 500, address
    return {401: "token", 403: "no", 404: "none"}.get(response.status_code, "yes")


def test_it_works(cast: Cast) -> None:
    assert _answer(Client(), "/healthy/") == "yes"


def test_the_table_names_every_address_and_none_that_is_gone() -> None:
    assert sorted(TABLE) == sorted(_addresses(get_resolver()))


def test_each_visitor_is_answered_as_the_table_says(cast: Cast) -> None:
    wrong: list[str] = []
    for name, varying in _addresses(get_resolver()).items():
        stand_ins = {"school": cast.school.ref, **STAND_INS}
        address = reverse(name, kwargs={key: stand_ins[key] for key in varying})
        for visitor, promised in zip(VISITORS, TABLE.get(name, ()), strict=False):
            client = Client()
            if visitor in cast.accounts:
                client.force_login(cast.accounts[visitor])
            answer = _answer(client, address)
            if answer != promised:
                wrong.append(f"{name} ({address}): {visitor} is answered {answer!r}, not {promised!r}")
    assert wrong == []


def _silent(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@at_school("administrator")
def _guarded(request: HttpRequest, school: str) -> HttpResponse:
    return HttpResponse(f"{visit(request).person.ref} {Person.objects.count()}")


@at_school()
def _shared(request: HttpRequest, school: str) -> HttpResponse:
    return HttpResponse("seen")


urlpatterns = [
    path("", include("schoolgate.site.urls")),
    path("silent/", _silent),
    path("schools/<str:school>/guarded/", _guarded),
    path("schools/<str:school>/shared/", _shared),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("visitor", VISITORS)
def test_a_page_that_does_not_say_for_whom_it_is_is_refused(cast: Cast, visitor: str) -> None:
    client = Client()
    if visitor in cast.accounts:
        client.force_login(cast.accounts[visitor])
    assert _answer(client, "/silent/") == "no"


@pytest.mark.urls(__name__)
def test_a_school_is_hidden_from_other_schools_and_a_role_is_asked_for(cast: Cast) -> None:
    answers: dict[str, list[str]] = {"guarded": [], "shared": []}
    for page, told in answers.items():
        for visitor in VISITORS[1:]:
            client = Client()
            client.force_login(cast.accounts[visitor])
            told.append(_answer(client, f"/schools/{cast.school.ref}/{page}/"))
    assert answers == {"guarded": ["none", "yes", "no", "none"], "shared": ["none", "yes", "yes", "none"]}


@pytest.mark.urls(__name__)
def test_queries_inside_a_school_page_see_that_school_only(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["administrator"])
    told = client.get(f"/schools/{cast.school.ref}/guarded/").content.decode()
    assert told.endswith(" 2")  # of the three persons there are at the two schools
    with pytest.raises(UnscopedError):
        Person.objects.count()  # and nothing of that scope is left behind


@pytest.mark.urls(__name__)
def test_a_school_that_is_not_there_and_one_that_is_not_yours_look_alike(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["other school"])
    theirs = client.get(f"/schools/{cast.school.ref}/guarded/")
    nowhere = client.get("/schools/sch_aaaaaaaaaaaaaaaa/guarded/")
    assert (theirs.status_code, nowhere.status_code) == (404, 404)
    assert theirs.content == nowhere.content
