"""Answers of a SAML provider that let nobody in: forged, changed, wrapped, for others, too late, or about strangers."""

import base64
from copy import deepcopy
from pathlib import Path

import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from schoolgate.people.models import Account, Person, ProviderIdentity
from schoolgate.people.tests.saml_browser import EMAIL, IDP, Make, ask, is_in, post, saying, set_up
from schoolgate.people.tests.saml_provider import BACK, SAML, Idp, assertion_of, posted

NOT_SIGNED, OTHER_KEY, TWO = "Error 34", "Error 42", "Error 2"  # the toolkit's numbers
PASSED = "2026-01-01T00:00:00Z"
FOR_OTHERS, NOT_HERE = "for others", "not to what was asked"


@pytest.fixture
def teacher(db: None, settings: Settings, tmp_path: Path) -> Person:
    return set_up(settings, tmp_path)


def _unsigned(asked: str) -> str:
    return posted(IDP.unsigned(asked))


def _by_another(asked: str) -> str:
    return Idp().answer(asked)


def _by_sha1(asked: str) -> str:
    response = IDP.unsigned(asked)
    IDP.sign(assertion_of(response), "rsa-sha1")
    return posted(response)


def _changed(asked: str) -> str:
    return posted(base64.b64decode(IDP.answer(asked, email="other@robinhill.example")).replace(b"other@", b"tom@"))


def _wrapped(asked: str, inside: bool) -> str:
    """A signed assertion about somebody else kept, and a forged one put where it is read."""
    response = etree.fromstring(base64.b64decode(IDP.answer(asked, email="other@robinhill.example")))
    true = assertion_of(response)
    forged = deepcopy(true)
    forged.remove(next(one for one in forged if str(one.tag).endswith("Signature")))
    next(forged.iter(f"{SAML}AttributeValue")).text = EMAIL
    forged.set("ID", "_forged")
    response.replace(true, forged)
    if inside:  # the true one hidden in an extension of the response, or in the signature's object
        hiding = etree.Element("{urn:oasis:names:tc:SAML:2.0:protocol}Extensions")
        hiding.append(true)
        response.insert(1, hiding)
    else:
        response.append(true)
    return posted(response)


def _same_id(asked: str) -> str:
    response = etree.fromstring(base64.b64decode(_wrapped(asked, inside=True)))
    for one in response.iter(f"{SAML}Assertion"):
        one.set("ID", f"_of-{asked}")
    return posted(response)


def _script(asked: str) -> str:
    name, plain = b'Transform Algorithm="', b"http://www.w3.org/2001/10/xml-exc-c14n#"
    script = b"http://www.w3.org/TR/1999/REC-xslt-19991116"
    return posted(base64.b64decode(IDP.answer(asked)).replace(name + plain, name + script))


def _about_nothing_asked(asked: str) -> str:
    """A stolen assertion that answered nothing, put into an answer of one's own: only the assertion is signed."""
    response = IDP.unsigned(asked)
    for data in response.iter(f"{SAML}SubjectConfirmationData"):
        del data.attrib["InResponseTo"]
    IDP.sign(assertion_of(response))
    return posted(response)


def _locked(asked: str) -> str:
    response = IDP.unsigned(asked)
    locked = etree.Element(f"{SAML}EncryptedAssertion")
    response.replace(assertion_of(response), locked)
    return posted(response)


def _entities(asked: str) -> str:
    bomb = b'<!DOCTYPE r [<!ENTITY a "tom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    return posted(bomb + base64.b64decode(IDP.answer(asked)))


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (_unsigned, NOT_SIGNED),
        (_by_another, OTHER_KEY),
        (_by_sha1, "SignatureMethod is not taken"),
        (_changed, OTHER_KEY),
        (lambda asked: _wrapped(asked, inside=True), TWO),
        (lambda asked: _wrapped(asked, inside=False), TWO),
        (_same_id, "two things of one id"),
        (_script, "Transform is not taken"),
        (_entities, "DTDForbidden"),
        (lambda _: "not base64 at all", "does not stand"),
        (lambda _: "", "does not stand"),
        (lambda asked: Idp("https://idp.wrenlane.example", IDP.key).answer(asked), "Error 29"),
        (saying(audience="https://elsewhere.example"), "Error 26"),
        (saying(audiences=""), FOR_OTHERS),
        (saying(recipient="https://elsewhere.example/"), "Error 31"),
        (saying(recipient=f"https://elsewhere.example/?{BACK}"), NOT_HERE),
        (saying(destination=f"{BACK}elsewhere/"), "sent elsewhere"),
        (saying(until=PASSED), "Error 20"),
        (saying(since="2126-01-01T00:00:00Z"), "Error 19"),
        (saying(asked="_another"), "Error 15"),
        (saying(confirms="_another"), "Error 31"),
        (saying(confirms="_another", asked="_another"), "Error 15"),
        (_about_nothing_asked, NOT_HERE),
        (_locked, "Error 13"),
        (saying(email="nobody@robinhill.example"), "nobody here"),  # nobody signs up
        (saying(email="tom@elsewhere.example"), "not of this school"),
        (saying(email=""), "not of this school"),
        (saying(subject=""), "not plain"),
        (saying(format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"), "no lasting name"),
        (saying(format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"), "no lasting name"),
    ],
)
def test_these_do_not_come_in_and_are_told_the_same(
    teacher: Person, make: Make, cause: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    asked = ask(client)
    assert post(client, make(asked)) == 403
    assert cause in caplog.messages[0]
    assert (is_in(client), Account.objects.count(), ProviderIdentity.objects.count()) == (False, 1, 0)


def test_our_key_signs_and_unlocks_nothing(
    teacher: Person, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ours = Idp()
    (tmp_path / "ours.pem").write_bytes(ours.private + ours.certificate)
    settings.SCHOOLGATE_SAML = {**settings.SCHOOLGATE_SAML, "signing": str(tmp_path / "ours.pem")}
    client = Client()
    assert post(client, _locked(ask(client))) == 403
    assert "Error 13" in caplog.messages[0]  # there is no key to open it with
