"""The cast of the who-sees-what table: somebody of every role, and every address there is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver

from schoolgate.frame.actor import operator
from schoolgate.frame.checks import room_models
from schoolgate.people import actions
from schoolgate.people.access import today
from schoolgate.people.models import Account, School
from schoolgate.vocabulary.roles import POSTS

ANONYMOUS, NOBODY, OTHER = "anonymous", "nobody", "other school"  # beside one visitor for each role
VISITORS = (ANONYMOUS, NOBODY, *POSTS, OTHER)
FEW = (ANONYMOUS, NOBODY, "administrator", "teachers", OTHER)  # where no school is asked about
# What stands in an address for a thing; "school" is always the first school's ref.
STAND_INS = {
    "rest": "nowhere",
    "source": "no-such-source",
    "held": "no-such-log",
    "way": "syslog",
    "trust": "no-such-trust",
    "member": "no-such-school",
    "token": "no-such-link",
    "key": "no-such-key",
    "person": "no-such-person",
    "provider": "google",
    "uidb36": "1",
    "pk": "1",
    "version": "no-such-version",
    "post": "nobody",
    "proposal": "no-such-change",
    "meeting": "no-such-meeting",
    "promise": "no-such-promise",
    "letter": "no-such-letter",
    "delegation": "no-such-delegation",
    "file": "no-such-file",
    "job": "no-such-job",
    "given": "no-such-file-of-a-job",
    "account": "no-such-account",
    "device": "no-such-device",
    "group": "no-such-class",
    "pupil": "no-such-pupil",
    "number": "1",
    "level": "no-such-level",
    "part": "no-such-part",
    "scan": "no-such-scan",
    "slip": "no-such-slip",
    "risk": "no-such-risk",
    "test": "no-such-test",
    "found": "no-such-find",
    "agency": "no-such-agency",
    "chosen": "no-such-list",
    "course": "no-such-course",
    "attendance": "no-such-attendance",
    "ref": "no-such-ref",
    "grant": "no-such-permission",
    "look": "no-such-look",
    "access": "no-such-request",
    "for_whom": "no-such-paper",
    "paper": "no-such-paper",
    "agreement": "no-such-agreement",
    "code": "no-such-code",
    "kind": "no-such-kind",
    "nth": "1",
    "language": "no-such-language",
}


@dataclass(frozen=True)
class Row:
    """What each visitor is answered: ``others`` unless they are named in ``named`` or hold one of ``roles``."""

    others: str
    named: dict[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    finding: str = "yes"
    of_school: bool = False

    def answers(self, visitor: str) -> str:
        return self.finding if visitor in self.roles else self.named.get(visitor, self.others)


def everywhere(told: str, **named: str) -> Row:
    """The same for all but those named."""
    return Row(told, named)


def at(roles: Collection[str], *, finding: str = "yes") -> Row:
    """A page of the school for those who hold one of ``roles``; ``finding`` is what the stand-ins then find."""
    outside = {ANONYMOUS: "sign in", NOBODY: "none", OTHER: "none"}
    return Row("no", outside, frozenset(roles), finding, of_school=True)


@dataclass(frozen=True)
class Cast:
    """Two schools; ``clients`` are signed in, one for each visitor."""

    school: School
    other: School
    visitors: tuple[str, ...]
    clients: dict[str, Client]

    def client(self, visitor: str) -> Client:
        return self.clients[visitor]


def make_cast() -> Cast:
    """Somebody of every role at Robin Hill, the administrator of another school, and two who are nobody."""
    by = operator("test")
    here = actions.add_school(name="Robin Hill Infant School", actor=by)
    other = actions.add_school(name="Wren Lane Primary School", actor=by)
    password = make_password("three plain words here")  # once for all: it is slow on purpose
    clients = {ANONYMOUS: Client(), NOBODY: _signed_in(NOBODY, None, "", password)}
    clients |= {role: _signed_in(role, here, role, password) for role in POSTS}
    clients[OTHER] = _signed_in("other", other, "administrator", password)
    for client in clients.values():
        client.get("/")  # whatever a session leaves behind is there before anybody counts
    return Cast(here, other, VISITORS, clients)


def _signed_in(name: str, school: School | None, role: str, password: str) -> Client:
    account = Account(email=f"{name}@robinhill.example", password=password)
    account.save()
    if school is not None:
        person = actions.add_person(school, f"Person {name}", actor=operator("test"))
        actions.give_sign_in(person, account, actor=operator("test"))
        actions.give_role(person, role, actor=operator("test"), valid_from=today(school))
    client = Client()
    client.force_login(account)
    return client


type Addresses = dict[str, tuple[Callable[..., Any], tuple[str, ...]]]


def addresses(resolver: URLResolver, above: tuple[str, ...] = ()) -> Addresses:
    """Every address by its name: its view, and the names of what varies in it."""
    found: Addresses = {}
    for entry in resolver.url_patterns:
        varying = above + (tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            found |= addresses(entry, varying)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"give {entry.lookup_str} a name"
            found[entry.name] = (entry.callback, varying)
    return found


def answer(response: HttpResponseBase) -> str:
    """One of the table's answers."""
    if response.status_code == 302 and response.headers["Location"].startswith("/account/login/?next="):
        return "sign in"
    assert response.status_code < 500, response
    return {401: "token", 403: "no", 404: "none"}.get(response.status_code, "yes")


def rows_kept() -> dict[str, int]:
    """How many rows every room keeps, by table: what must be the same after those who may not have tried."""
    return {model._meta.label: model._base_manager.count() for model in room_models()}
