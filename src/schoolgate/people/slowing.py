"""Slowing those who guess, without letting them lock anybody out.

A lock on the account would be a switch in a stranger's hand: five wrong guesses at the head's address, and the head
stays outside. Here what is counted is the stranger: one address on the network, that address with that account, and
all strangers together with that account. A browser on which the account has signed in fully before is no stranger and
has a count of its own, and a passkey asks for nothing that could be guessed. Every answer is the same for an address
that nobody signs in by.

The counts lie in the database's cache, so that every web process counts alike.
"""

import time
from dataclasses import dataclass
from typing import Any, Final

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from schoolgate.kernel.refs import new_ref

# By whom: how many attempts in how long.
STRANGER: Final = "20/m/ip,5/5m/key"  # the key is the account and the network address together
ALL_STRANGERS: Final = "60/h/key"  # the key is the account
WRONG_CODES: Final = "40/5m/ip"  # a whole school may come from one address
KNOWN: Final = "10/10m/key"  # the key is the browser and the account
_APP: Final = "schoolgate.people"
_SALT: Final = "schoolgate.people.slowing"
_LONG: Final = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
_PEOPLE: Final = 8  # whom one shared computer remembers


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, counted. ``forgive`` takes it back: a right password is no guess."""

    counted: tuple[Any, ...]

    def forgive(self) -> None:
        with transaction.atomic():
            for usage in self.counted:
                usage.rollback()

    rollback = forgive  # as django-allauth calls it


def attempt(request: HttpRequest, who: str, step: str) -> Attempt | None:
    """Count an attempt at ``step`` ("password" or "second step") of ``who``; None when there were too many."""
    if settings.ACCOUNT_RATE_LIMITS is False:
        return Attempt(())
    who = f"{step}|{who.strip().lower()}"
    device = known_device(request, who.partition("|")[2])
    counts = (
        [("known", KNOWN, f"{device}|{who}")]
        if device
        else [
            ("strangers", ALL_STRANGERS, who),
            ("stranger", STRANGER, f"{ratelimit.get_ip(request)}|{who}"),
        ]
    )
    if _too_many(request, counts):
        return None
    with transaction.atomic():  # one write to the disk, not one for each count
        used = [
            ratelimit.consume(request, app=_APP, action=to, config={to: rates}, key=key) for to, rates, key in counts
        ]
    return Attempt(tuple(usage for usage in used if usage is not None)) if all(used) else None


def wrong_code(request: HttpRequest) -> None:
    """Count one wrong guess at what stands in the address of a link."""
    if settings.ACCOUNT_RATE_LIMITS is not False:
        with transaction.atomic():
            ratelimit.consume(
                request, app=_APP, action="code", config={"code": WRONG_CODES}, key="code", limit_get=True
            )


def too_many_wrong_codes(request: HttpRequest) -> bool:
    """Whether so many were wrong from one network address that no more are looked at for now."""
    return settings.ACCOUNT_RATE_LIMITS is not False and _too_many(request, [("code", WRONG_CODES, "code")])


def network_address(request: HttpRequest) -> str:
    """Where the request came from, past the proxies that are ours."""
    return str(ratelimit.get_ip(request) or "")


def _too_many(request: HttpRequest, counts: list[tuple[str, str, str]]) -> bool:
    """Whether a count is full already: looked up in one go, and nothing written for it, however often it is asked."""
    rates = {
        ratelimit.get_cache_key(request, app=_APP, action=to, rate=rate, key=key): rate
        for to, said, key in counts
        for rate in ratelimit.parse_rates(said)
    }
    now = time.time()
    return any(
        sum(when > now - rates[key].duration for when in history) >= rates[key].amount
        for key, history in cache.get_many(list(rates)).items()
    )


def known_device(request: HttpRequest, email: str) -> str | None:
    """The id of this browser where ``email`` has signed in fully here before, else None."""
    kept = _kept(request)
    return kept["id"] if _mark(email) in kept["who"] else None


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the browser be known for ``email`` from now on: a signed cookie that holds no name and opens nothing."""
    kept = _kept(request)
    who = [_mark(email), *(mark for mark in kept["who"] if mark != _mark(email))][:_PEOPLE]
    response.set_cookie(
        cookie_name(),
        signing.dumps({"id": kept["id"], "who": who}, salt=_SALT),
        max_age=_LONG,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def cookie_name() -> str:
    return "__Host-schoolgate-known" if settings.SESSION_COOKIE_SECURE else "schoolgate-known"


def _mark(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]


def _kept(request: HttpRequest) -> dict[str, Any]:
    try:
        said = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=_LONG)
    except signing.BadSignature:
        said = None
    return said if isinstance(said, dict) and {"id", "who"} <= set(said) else {"id": new_ref("dev"), "who": []}
