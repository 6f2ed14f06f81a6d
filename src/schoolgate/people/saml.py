"""Signing in through a provider of the school's own that speaks SAML 2.0: Web Browser SSO, asked by redirect, answered
by POST (saml-profiles-2.0-os, section 4.1).

The toolkit (python3-saml) reads, verifies and checks; what it leaves open is closed by ``people.saml_checks``. An
answer is taken only to what this browser asked, and once. Nothing of the provider's is believed but who somebody is.
"""

import hashlib
import importlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache as shared
from django.urls import reverse

from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.providers import SAML, Vouched, of_ours, refused
from schoolgate.people.saml_checks import Expected, check_after, check_before

MINUTES: Final = 10  # how long somebody has between asking and coming back
_PERSISTENT: Final = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
_RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
# Names by which providers give an address: plain, LDAP's (RFC 4524, as an object id), and Microsoft's.
_ADDRESS: Final = (
    "email",
    "mail",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
# More than a password: REFEDS MFA; saml-authn-context-2.0-os, 3.4.9 and 3.4.16 (card and PIN); Microsoft's for two.
_TWO_STEPS: Final = frozenset(
    {
        "https://refeds.org/profile/mfa",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
        "http://schemas.microsoft.com/claims/multipleauthn",
    }
)


@dataclass(frozen=True, slots=True)
class SamlProvider:
    """``metadata``, ``certificate`` and ``signing`` are paths; ``subject`` is the attribute that names a person."""

    name: str
    domains: tuple[str, ...]
    metadata: str = ""
    entity: str = ""
    address: str = ""
    certificate: str = ""
    subject: str = ""
    signing: str = ""
    key: str = SAML


def provider() -> SamlProvider:
    """Raises ``NotFoundError`` where none is set up."""
    if not settings.SCHOOLGATE_SAML:
        raise NotFoundError("the page", "there is no such provider here.", "Sign in another way.")
    said: dict[str, Any] = settings.SCHOOLGATE_SAML
    return SamlProvider(**said)


def metadata(said: SamlProvider) -> bytes:
    """What the provider has to know of us: saml-metadata-2.0-os. Without an end, as it is given to them as a file."""
    described: str | bytes = _settings(said, settings.SCHOOLGATE_URL).get_sp_metadata()
    return described.encode() if isinstance(described, str) else described


def ask(said: SamlProvider) -> tuple[str, str]:
    """Where to send the browser, and the id of what is asked. Raises ``BadInputError`` where it is set up wrongly."""
    asking = _toolkit("auth").OneLogin_Saml2_Auth(_arriving(), _settings(said, settings.SCHOOLGATE_URL))
    return str(asking.login()), str(asking.get_last_request_id())


def answered(said: SamlProvider, answer: str, asked: str) -> Vouched:
    """Whom the provider vouches for by ``answer`` (base64) to the request ``asked``.

    Raises ``DeniedError`` for whatever is not so: not signed by them, not to us, not now, not asked, or a second time.
    """
    if not asked:
        raise refused("an answer that this browser did not ask for")
    # Without our key: it signs, and unlocks nothing that a stranger may have sent to learn of it.
    theirs = _settings(replace(said, signing=""), settings.SCHOOLGATE_URL)
    try:
        response = _toolkit("response").OneLogin_Saml2_Response(theirs, answer)
        check_before(response.get_xml_document())
        response.is_valid(_arriving(), asked, raise_exceptions=True)
    except DeniedError:
        raise
    except Exception as error:  # whatever goes wrong in reading a stranger's XML is a refusal, and never a way in
        raise refused(f"the answer does not stand: {_named(error)}") from error
    entity = str(theirs.get_idp_data()["entityId"])
    check_after(response.get_xml_document(), Expected(entity_id(), address(), asked))
    once = hashlib.sha256(f"{entity}\n{response.get_assertion_id()}".encode()).hexdigest()
    if not shared.add(f"saml-{once}", "used", (MINUTES + 1) * 60):  # by then what was asked is out of date anyway
        raise refused("an answer that was used before")
    return _vouched(said, entity, response)


def _vouched(said: SamlProvider, entity: str, response: Any) -> Vouched:
    try:
        given: Mapping[str, list[Any]] = response.get_attributes()
        name = response.get_nameid_data()
    except Exception as error:  # as above: an attribute said twice, a name that is empty
        raise refused(f"who it is about is not plain: {type(error).__name__}") from error
    email = _single(next((given[one] for one in _ADDRESS if one in given), [])).lower()
    if not of_ours(email, said.domains):
        raise refused("an address that is not of this school")
    if said.subject:
        subject = _single(given.get(said.subject, []))
    else:
        subject = str(name["Value"]) if name.get("Format") == _PERSISTENT else ""
    if not subject:
        raise refused("no lasting name for the person")
    # One provider's names mean nothing at another, and they may be longer than we keep.
    lasting = hashlib.sha256(f"{entity}\n{subject}".encode()).hexdigest()
    two_steps = bool(set(response.get_authn_contexts()) & _TWO_STEPS)
    return Vouched(SAML, email, lasting, two_steps)


def _named(error: Exception) -> str:
    """The toolkit's number of a failed check. Its words would quote what a stranger sent."""
    return f"{type(error).__name__} {getattr(error, 'code', '')}".strip()


def _single(values: list[Any]) -> str:
    """The one value; empty where there are several, as it would be chance which of them counts."""
    return values[0].strip() if len(values) == 1 and isinstance(values[0], str) else ""


def entity_id() -> str:
    """Our own name to the provider: where our metadata is."""
    return f"{settings.SCHOOLGATE_URL}{reverse('people.saml_metadata')}"


def address() -> str:
    """Where answers are posted to."""
    return f"{settings.SCHOOLGATE_URL}{reverse('people.saml_back')}"


def _arriving() -> dict[str, object]:
    """The request as the toolkit wants it, by our own address and never by what the request says of itself."""
    host, path = urlsplit(settings.SCHOOLGATE_URL).netloc, reverse("people.saml_back")
    return {"https": "on", "http_host": host, "script_name": path, "get_data": {}, "post_data": {}}


def _toolkit(part: str) -> Any:
    """A module of python3-saml, which is installed only where it is wanted; ``site.saml`` says so when it is not."""
    _set_clock()
    return importlib.import_module(f"onelogin.saml2.{part}")


@cache
def _set_clock() -> None:
    """Python means to take away what the toolkit tells the time by (``datetime.utcnow``), so it is given our own."""
    tools = importlib.import_module("onelogin.saml2.utils").OneLogin_Saml2_Utils
    tools.now = staticmethod(lambda: int(time.time()))
    tools.parse_time_to_SAML = staticmethod(_instant)


def _instant(seconds: float) -> str:
    return datetime.fromtimestamp(float(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _settings(said: SamlProvider, _url: str) -> Any:
    """Read once for each provider and address of ours."""
    signing = Path(said.signing).read_text(encoding="utf-8") if said.signing else ""
    ours: dict[str, object] = {
        "entityId": entity_id(),
        "assertionConsumerService": {"url": address()},
        "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" if said.subject else _PERSISTENT,
        "privateKey": signing,
        "x509cert": signing[signing.find("-----BEGIN CERTIFICATE") :] if signing else "",
    }
    security = {
        "authnRequestsSigned": bool(signing),
        "signatureAlgorithm": _RSA_SHA256,
        "digestAlgorithm": _SHA256,
        "rejectDeprecatedAlgorithm": True,
        "requestedAuthnContext": False,  # the provider asks as it sees fit, and says what it asked
        "allowSingleLabelDomains": True,  # a school's own server may be called "gate"
        "metadataValidUntil": "",
        "metadataCacheDuration": "",
    }
    try:
        whole = {"strict": True, "sp": ours, "idp": _theirs(said), "security": security}
        return _toolkit("settings").OneLogin_Saml2_Settings(whole)
    except Exception as error:
        raise BadInputError(
            "sign-in by SAML", f"what is set of it cannot be used: {error}", "See SCHOOLGATE_SAML_METADATA."
        ) from error


def _theirs(said: SamlProvider) -> dict[str, Any]:
    if said.metadata:
        parser = _toolkit("idp_metadata_parser").OneLogin_Saml2_IdPMetadataParser
        found: dict[str, Any] = parser.parse(Path(said.metadata).read_bytes()).get("idp", {})
        found.pop("singleLogoutService", None)
    else:
        certificate = Path(said.certificate).read_text(encoding="utf-8")
        found = {"entityId": said.entity, "singleSignOnService": {"url": said.address}, "x509cert": certificate}
    if not str(found.get("singleSignOnService", {}).get("url", "")).startswith("https://"):
        raise BadInputError("the provider's address", "it is not one of https, by redirect.", "Ask the provider.")
    return found
