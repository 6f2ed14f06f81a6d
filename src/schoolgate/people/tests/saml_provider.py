"""A provider that speaks SAML, on this machine: it builds answers and signs them with xmlsec, as real ones do."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

ENTITY = "https://idp.robinhill.example/metadata"
SIGN_IN = "https://idp.robinhill.example/sign-in"
OURS = "https://gate.robinhill.example"
META, BACK = f"{OURS}/account/with/saml/metadata/", f"{OURS}/account/with/saml/back/"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"

_RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}-r" Version="2.0" IssueInstant="{now}"
 Destination="{destination}" InResponseTo="{asked}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""
_ASSERTION = """<saml:Assertion ID="{id}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="{format}">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{until}" Recipient="{recipient}" InResponseTo="{confirms}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}">{audiences}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>{context}\
</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="email"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="staff"><saml:AttributeValue>{staff}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
_AUDIENCE = "<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"


@dataclass
class Idp:
    """``metadata`` is what it gives to those who trust it."""

    entity: str = ENTITY
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @cached_property
    def certificate(self) -> bytes:
        name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")]), datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
        made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        return made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    @cached_property
    def private(self) -> bytes:
        plain = serialization.NoEncryption()
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)

    @property
    def metadata(self) -> str:
        certificate = "".join(self.certificate.decode().splitlines()[1:-1])
        return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{self.entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{certificate}
</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Location="{SIGN_IN}"
 Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></md:IDPSSODescriptor></md:EntityDescriptor>"""

    def unsigned(self, question: str, /, **other: str) -> etree._Element:
        """A good answer to ``question``, but for what is given of ``other``."""
        now = datetime.now(UTC)
        said = {
            "id": f"_of-{question}",
            "now": _instant(now),
            "since": _instant(now - timedelta(minutes=1)),
            "until": _instant(now + timedelta(minutes=5)),
            "asked": question,
            "confirms": question,
            "destination": BACK,
            "recipient": BACK,
            "audience": META,
            "issuer": self.entity,
            "format": PERSISTENT,
            "subject": "lasting-name-of-tom",
            "email": "tom@robinhill.example",
            "staff": "S-1042",
            "context": PASSWORD,
        } | other
        said["audiences"] = said.get("audiences", _AUDIENCE.format(**said))
        return etree.fromstring(_RESPONSE.format(**said, assertion=_ASSERTION.format(**said)))

    def sign(self, element: etree._Element, method: str = "rsa-sha256") -> None:
        """An enveloped signature after the issuer, over the element by its id."""
        kinds = {"rsa-sha256": xmlsec.Transform.RSA_SHA256, "rsa-sha1": xmlsec.Transform.RSA_SHA1}
        node = xmlsec.template.create(element, xmlsec.Transform.EXCL_C14N, kinds[method], ns="ds")
        element.insert(1, node)
        reference = xmlsec.template.add_reference(node, xmlsec.Transform.SHA256, uri=f"#{element.get('ID')}")
        xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
        xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
        signing = xmlsec.SignatureContext()
        signing.key = xmlsec.Key.from_memory(self.private, xmlsec.KeyFormat.PEM, None)
        xmlsec.tree.add_ids(element, ["ID"])
        signing.sign(node)

    def answer(self, question: str, /, **other: str) -> str:
        """As it is posted, the assertion signed."""
        response = self.unsigned(question, **other)
        self.sign(assertion_of(response))
        return posted(response)


def assertion_of(response: etree._Element) -> etree._Element:
    return next(response.iter(f"{SAML}Assertion"))


def posted(response: etree._Element | bytes) -> str:
    raw = response if isinstance(response, bytes) else etree.tostring(response)
    return base64.b64encode(raw).decode()


def _instant(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
