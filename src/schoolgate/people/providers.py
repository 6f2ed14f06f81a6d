"""Signing in through Google, Microsoft or a provider of the school's own: OpenID Connect, code flow, PKCE and nonce.
Whom any provider vouches for, one that speaks SAML (``people.saml``) too, becomes an account here and nowhere else.

A provider says who somebody is and nothing else. Only an account that an administrator made comes in; which roles it
has is decided here. The first time, the verified address has to be that account's; from then on it is the provider's
own name for the person (``sub``), so that an address given to somebody new opens nothing of the old one's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.db import transaction

from schoolgate.frame.actor import person as acting
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.people import kinds
from schoolgate.people.models import Account, ProviderIdentity

GOOGLE: Final = "google"
MICROSOFT: Final = "microsoft"
SAML: Final = "saml"
_SECONDS: Final = 10  # how long a provider has to answer
_STRONG: Final = frozenset({"phr", "phrh"})  # OpenID Connect EAP ACR Values 1.0, section 3: phishing-resistant


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom the school trusts to say who somebody is. ``tenant`` is Microsoft's; ``domains`` those of the addresses."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...]
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom a provider says somebody is: an address of ours, and its own lasting name for the person."""

    provider: str
    email: str
    subject: str
    two_steps: bool


def offered() -> list[tuple[str, str]]:
    """Key and name of each provider that is set up, whatever it speaks, for the sign-in page."""
    found = [(one.key, one.name) for one in known().values()]
    return [*found, (SAML, str(settings.SCHOOLGATE_SAML["name"]))] if settings.SCHOOLGATE_SAML else found


def known() -> dict[str, Provider]:
    """The providers that speak OpenID Connect and are set up, by key."""
    said: list[dict[str, Any]] = [*settings.SCHOOLGATE_PROVIDERS]
    return {one["key"]: Provider(**one) for one in said}


def provider(key: str) -> Provider:
    """Raises ``NotFoundError`` where there is no such provider here."""
    found = known().get(key)
    if found is None:
        raise NotFoundError("the page", "there is no such provider here.", "Sign in another way.")
    return found


@cache
def client(said: Provider) -> Any:
    """Authlib's client: it checks state, nonce, signature, issuer, audience and times."""
    return OAuth().register(
        said.key,
        client_id=said.client_id,
        client_secret=said.client_secret,
        server_metadata_url=f"{said.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
        },
    )


def check(said: Provider, claims: Mapping[str, Any]) -> str:
    """The address the provider vouches for, in lower case. Raises ``DeniedError`` when it vouches for none of ours."""
    email = str(claims.get("email", "")).strip().lower()
    if said.key == MICROSOFT:  # an address is what the tenant says it is, so it has to be the school's own tenant
        vouched = bool(said.tenant) and claims.get("tid") == said.tenant
    else:
        vouched = claims.get("email_verified") is True
    if said.key == GOOGLE and claims.get("hd") not in said.domains:
        vouched = False  # a private account may carry a school's address; only the school's own has "hd"
    if not vouched or not of_ours(email, said.domains):
        raise refused("an address that is not verified, or not of this school")
    return email


def of_ours(email: str, domains: tuple[str, ...]) -> bool:
    """Whether the address (in lower case) is in one of the school's domains."""
    name, _, domain = email.partition("@")
    return bool(name) and domain in domains


def vouched(said: Provider, claims: Mapping[str, Any]) -> Vouched:
    """What the claims of a checked token come to. Raises ``DeniedError`` as ``check`` does."""
    return Vouched(said.key, check(said, claims), str(claims.get("sub", "")), took_two_steps(claims))


def account_for(said: Vouched) -> Account:
    """The account that comes in. Raises ``DeniedError`` where nobody does; a page tells strangers no reason."""
    if not said.subject:
        raise refused("no subject")
    with transaction.atomic():
        rows = ProviderIdentity.objects.filter(provider=said.provider)
        tied = rows.filter(subject=said.subject).select_related("account").first()
        if tied is not None:
            return _active(tied.account)
        account = Account.objects.select_for_update().filter(email=said.email).first()
        if account is None or rows.filter(account=account).exists():
            raise refused("nobody here, or somebody else with that address")
        _active(account)
        ProviderIdentity.objects.create(provider=said.provider, subject=said.subject, account=account)
        details: dict[str, str | int | bool | None] = {"provider": said.provider}
        append(INSTANCE, kinds.PROVIDER_TIED, actor=acting(account.ref), subject=account.ref, details=details)
    return account


def took_two_steps(claims: Mapping[str, Any]) -> bool:
    """Whether the provider says that more than a password was asked for: ``mfa`` among its methods (RFC 8176, 2)."""
    methods = claims.get("amr")
    said = isinstance(methods, list) and "mfa" in methods
    return said or claims.get("acr") in _STRONG


def _active(account: Account) -> Account:
    if not account.is_active:
        raise refused("a sign-in that is closed")
    return account


def refused(why: str) -> DeniedError:
    """``why`` goes to the log, so it is in words of ours and holds nothing that a stranger sent."""
    return DeniedError("this sign-in", why, "Ask whoever looks after Schoolgate.")
