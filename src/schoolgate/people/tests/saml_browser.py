"""A school that trusts the SAML provider on this machine, and a browser that goes out to it and comes back."""

import base64
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.core.cache import cache
from django.test import Client
from lxml import etree
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Person
from schoolgate.people.tests.saml_provider import OURS, SIGN_IN, Idp

EMAIL = "tom@robinhill.example"
COOKIE = "__Host-schoolgate-saml"
IDP = Idp()
type Make = Callable[[str], str]


def set_up(settings: Settings, folder: Path) -> Person:
    """A teacher with a sign-in, at a school that trusts ``IDP``."""
    cache.clear()
    by = operator("test")
    (folder / "idp.xml").write_text(IDP.metadata)
    settings.SCHOOLGATE_URL = OURS
    said = {"name": "Federation", "domains": ("robinhill.example",), "metadata": str(folder / "idp.xml")}
    settings.SCHOOLGATE_SAML = said
    school = actions.add_school(name="Robin Hill Infant School", actor=by)
    account = opening.add_account(EMAIL, "three plain words here", actor=by)
    person = actions.give_sign_in(actions.add_person(school, "Tom Ferreira", actor=by), account, actor=by)
    actions.give_role(person, "teachers", actor=by, valid_from=today(school))
    return person


def ask(client: Client) -> str:
    """Out to the provider; the id of what it was asked."""
    out = client.get("/account/with/saml/").headers["Location"]
    assert out.startswith(f"{SIGN_IN}?SAMLRequest=")
    request = zlib.decompress(base64.b64decode(parse_qs(urlsplit(out).query)["SAMLRequest"][0]), -15)
    return str(etree.fromstring(request).get("ID"))


def post(client: Client, answer: str) -> int:
    """As the provider's page has the browser post it: from another site, so that only its own cookie comes along."""
    client.cookies = type(client.cookies)({name: one for name, one in client.cookies.items() if name == COOKIE})
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    code = strict.post("/account/with/saml/back/", {"SAMLResponse": answer}).status_code
    client.cookies = strict.cookies
    return code


def comes(make: Make = IDP.answer) -> Client:
    client = Client()
    post(client, make(ask(client)))
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def saying(**other: str) -> Make:
    return lambda asked: IDP.answer(asked, **other)
