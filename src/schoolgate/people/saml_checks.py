"""What is asked of a SAML answer beyond the toolkit's checks, which let pass what an answer leaves out.

Before a signature is verified: that it is of a plain kind, so that nothing is run that a stranger wrote. After it: that
the assertion, the only one there is and covered by the signature, says for whom, where to, until when, and to what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schoolgate.people.providers import refused

_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_SAML: Final = "{urn:oasis:names:tc:SAML:2.0:assertion}"
_BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
_C14N: Final = frozenset({"http://www.w3.org/2001/10/xml-exc-c14n#"})
# saml-core-2.0-os, 5.4.4: these two and no other, so no XSLT and no XPath.
_TRANSFORMS: Final = _C14N | {"http://www.w3.org/2000/09/xmldsig#enveloped-signature"}
_DIGESTS: Final = frozenset(
    {
        "http://www.w3.org/2001/04/xmlenc#sha256",
        "http://www.w3.org/2001/04/xmldsig-more#sha384",
        "http://www.w3.org/2001/04/xmlenc#sha512",
    }
)
_METHODS: Final = frozenset(
    f"http://www.w3.org/2001/04/xmldsig-more#{kind}-sha{bits}" for kind in ("rsa", "ecdsa") for bits in (256, 384, 512)
)
_ALLOWED: Final = {
    "CanonicalizationMethod": _C14N,
    "Transform": _TRANSFORMS,
    "DigestMethod": _DIGESTS,
    "SignatureMethod": _METHODS,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """For whom (our entity id), where to (our address), and to what (the id of the request)."""

    audience: str
    recipient: str
    asked: str


def check_before(document: etree._Element) -> None:
    """Raises ``DeniedError`` for a signature of an unusual kind or two things of one id."""
    seen = [value for one in document.iter(etree.Element) for value in _ids(one)]
    if len(seen) != len(set(seen)):
        raise refused("two things of one id")
    for signature in document.iter(f"{_DS}Signature"):
        if len(list(signature.iter(f"{_DS}Reference"))) != 1 or signature.find(f"{_DS}Object") is not None:
            raise refused("a signature over more than one thing")
        for name, allowed in _ALLOWED.items():
            if any(one.get("Algorithm") not in allowed for one in signature.iter(f"{_DS}{name}")):
                raise refused(f"a signature whose {name} is not taken")


def check_after(document: etree._Element, expected: Expected) -> None:
    """saml-profiles-2.0-os, 4.1.4.3, to the letter. Raises ``DeniedError``."""
    (assertion,) = document.iter(f"{_SAML}Assertion")
    if document.get("Destination", expected.recipient) != expected.recipient:
        raise refused("an answer that was sent elsewhere")
    restrictions = list(assertion.iterfind(f"{_SAML}Conditions/{_SAML}AudienceRestriction"))
    if not restrictions or any(expected.audience not in _audiences(one) for one in restrictions):
        raise refused("an assertion that is for others")
    if not any(_confirms(one, expected) for one in assertion.iterfind(f"{_SAML}Subject/{_SAML}SubjectConfirmation")):
        raise refused("an assertion that is not to what was asked, or not to here")


def _confirms(confirmation: etree._Element, expected: Expected) -> bool:
    data = confirmation.find(f"{_SAML}SubjectConfirmationData")
    return (
        data is not None
        and confirmation.get("Method") == _BEARER
        and data.get("Recipient") == expected.recipient
        and data.get("InResponseTo") == expected.asked
        and data.get("NotOnOrAfter") is not None
    )


def _audiences(restriction: etree._Element) -> list[str]:
    return [(one.text or "").strip() for one in restriction.iterfind(f"{_SAML}Audience")]


def _ids(element: etree._Element) -> Iterator[str]:
    return (element.attrib[name] for name in ("ID", "Id", "id") if name in element.attrib)
