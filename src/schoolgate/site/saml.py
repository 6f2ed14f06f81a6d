"""Sign-in through a provider that speaks SAML, from the environment. Loud where it could not work or not be safe."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from schoolgate.site.providers import ProviderSettingError, domains_of

_PREFIX: Final = "SCHOOLGATE_SAML"
_TOOLKIT: Final = "onelogin"  # the package of python3-saml
_CERTIFICATE: Final = "-----BEGIN CERTIFICATE-----"
_KEY: Final = "PRIVATE KEY-----"


def saml(said: Mapping[str, str]) -> dict[str, object]:
    """What ``people.saml.SamlProvider`` is made from; empty where none is set up."""
    metadata, entity = said[f"{_PREFIX}_METADATA"], said[f"{_PREFIX}_ENTITY"]
    address, certificate = said[f"{_PREFIX}_URL"], said[f"{_PREFIX}_CERTIFICATE"]
    if not metadata and not entity:
        return {}
    if metadata and entity:
        raise ProviderSettingError(
            f"{_PREFIX}_ENTITY", f"it is set, and so is {_PREFIX}_METADATA, which says it too.", "Keep one of the two."
        )
    wanted = {"SCHOOLGATE_SIGN_IN_DOMAINS": said["SCHOOLGATE_SIGN_IN_DOMAINS"]}
    if entity:
        wanted |= {f"{_PREFIX}_URL": address, f"{_PREFIX}_CERTIFICATE": certificate}
    for key, value in wanted.items():
        if not value:
            raise ProviderSettingError(key, "it is empty, and sign-in by SAML is set up.", "Set both, or neither.")
    _safe(said, address)
    _whole(f"{_PREFIX}_METADATA", metadata, "IDPSSODescriptor")
    _whole(f"{_PREFIX}_CERTIFICATE", certificate, _CERTIFICATE)
    _whole(f"{_PREFIX}_SIGNING", said[f"{_PREFIX}_SIGNING"], _KEY, _CERTIFICATE)
    return {
        "name": said[f"{_PREFIX}_NAME"],
        "domains": domains_of(said),
        "metadata": metadata,
        "entity": entity,
        "address": address,
        "certificate": certificate,
        "subject": said[f"{_PREFIX}_SUBJECT"],
        "signing": said[f"{_PREFIX}_SIGNING"],
    }


def _safe(said: Mapping[str, str], address: str) -> None:
    if find_spec(_TOOLKIT) is None:
        raise ProviderSettingError(
            "sign-in by SAML",
            "the packages it needs are not installed.",
            "Install them: ./setup --saml, or pip install 'schoolgate[saml]'.",
        )
    if address and urlsplit(address).scheme != "https":
        raise ProviderSettingError(f"{_PREFIX}_URL", "it is not an https address.", "Write it with https.")
    if urlsplit(said["SCHOOLGATE_URL"]).scheme != "https":  # the cookie that binds an answer is sent over https only
        raise ProviderSettingError(
            "SCHOOLGATE_URL", "it is not an https address, and sign-in by SAML is set up.", "Give Schoolgate https."
        )


def _whole(key: str, path: str, *holds: str) -> None:
    """That the file, where one is named, is there and is what it should be."""
    if not path:
        return
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProviderSettingError(key, f"{path} cannot be read: {error}.", "Mend it, or unset it.") from None
    missing = [words for words in holds if words not in text]
    if missing:
        raise ProviderSettingError(key, f"{path} holds no {missing[0]!r}.", "Name the right file.")
