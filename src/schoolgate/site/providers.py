"""Sign-in through a provider, from the environment: Google, Microsoft, or one of the school's own."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from schoolgate.kernel.errors import BadInputError

_GOOGLE: Final = "https://accounts.google.com"
_MICROSOFT: Final = "https://login.microsoftonline.com"
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class ProviderSettingError(BadInputError):
    """What was said of a provider is not enough, or not safe."""


def providers(said: Mapping[str, str]) -> list[dict[str, object]]:
    """What ``people.providers.Provider`` is made from, for each provider that is set up."""
    domains = domains_of(said)
    tenant = said["SCHOOLGATE_MICROSOFT_TENANT"]
    found = [
        _one("google", "Google", "SCHOOLGATE_GOOGLE", _GOOGLE, said, domains),
        _one("microsoft", "Microsoft", "SCHOOLGATE_MICROSOFT", f"{_MICROSOFT}/{tenant}/v2.0", said, domains, tenant),
        _one("own", said["SCHOOLGATE_OIDC_NAME"], "SCHOOLGATE_OIDC", _own_issuer(said), said, domains),
    ]
    return [one for one in found if one]


def domains_of(said: Mapping[str, str]) -> tuple[str, ...]:
    """Whose addresses providers may vouch for, in lower case."""
    return tuple(name.strip().lower() for name in said["SCHOOLGATE_SIGN_IN_DOMAINS"].split(",") if name.strip())


def _one(
    key: str, name: str, prefix: str, issuer: str, said: Mapping[str, str], domains: tuple[str, ...], tenant: str = ""
) -> dict[str, object]:
    client, secret = said[f"{prefix}_ID"], said[f"{prefix}_SECRET"]
    if not client:
        return {}
    wanted = {f"{prefix}_SECRET": secret, "SCHOOLGATE_SIGN_IN_DOMAINS": domains}
    if key == "microsoft":
        wanted["SCHOOLGATE_MICROSOFT_TENANT"] = tenant
    if key == "own":
        wanted["SCHOOLGATE_OIDC_URL"] = issuer
    missing = [setting for setting, value in wanted.items() if not value]
    if missing:
        raise ProviderSettingError(missing[0], f"it is empty, and {prefix}_ID is set.", "Set both, or neither.")
    return {
        "key": key,
        "name": name,
        "issuer": issuer,
        "client_id": client,
        "client_secret": secret,
        "domains": domains,
        "tenant": tenant,
    }


def _own_issuer(said: Mapping[str, str]) -> str:
    address = said["SCHOOLGATE_OIDC_URL"].rstrip("/")
    parts = urlsplit(address)
    if address and parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ProviderSettingError("SCHOOLGATE_OIDC_URL", "it is not an https address.", "Write it with https.")
    return address
