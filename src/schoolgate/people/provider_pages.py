"""Out to a provider and back again."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from authlib.integrations.base_client import OAuthError
from authlib.oauth2.base import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import DeniedError
from schoolgate.people import providers, sessions
from schoolgate.people.access import anyone
from schoolgate.people.models import Account

_log = logging.getLogger(__name__)
_SEEN = "anyone who can reach this computer. Nothing about the school is shown before you sign in."


@anyone("part of signing in")
@never_cache
@require_GET
@seen_by(_SEEN)
def start(request: HttpRequest, provider: str) -> HttpResponse:
    said = providers.provider(provider)
    back = request.build_absolute_uri(reverse("people.provider_back", args=[said.key]))
    try:
        answer: HttpResponse = providers.client(said).authorize_redirect(request, back)
    except (RequestException, ValueError, RuntimeError) as error:
        _log.warning("the provider %s does not answer: %s", said.key, type(error).__name__)
        return page(request, "people/provider_refused.html", {"provider": said, "silent": True}, status=502)
    return answer


@anyone("part of signing in; what the provider says is checked")
@never_cache
@require_GET
@seen_by(_SEEN)
def back(request: HttpRequest, provider: str) -> HttpResponse:
    said = providers.provider(provider)
    try:
        claims = providers.client(said).authorize_access_token(request).get("userinfo") or {}
        vouched = providers.vouched(said, claims)
        account = providers.account_for(vouched)
    except DeniedError as refused:
        _log.warning("refused through %s: %s", said.key, refused.cause)
        return page(request, "people/provider_refused.html", {"provider": said}, status=403)
    except (OAuthError, OAuth2Error, JoseError, RequestException, ValueError) as error:
        _log.warning("refused through %s: %s", said.key, type(error).__name__)
        return page(request, "people/provider_refused.html", {"provider": said}, status=403)
    return come_in(request, vouched, account)


def come_in(request: HttpRequest, vouched: providers.Vouched, account: Account) -> HttpResponse:
    """Begin the session, asking for a second step of ours unless the provider asked for one."""
    record_authentication(request, account, method="provider", provider=vouched.provider)
    if vouched.two_steps:
        sessions.came_by(request, sessions.BY_PROVIDER_TWO_STEPS)
        adapter = get_adapter(request)
        adapter.login(request, account)
        answer: HttpResponse = adapter.post_login(
            request, account, email_verification="none", signal_kwargs=None, email=None, signup=False, redirect_url=None
        )
        return answer
    sessions.came_by(request, sessions.BY_PROVIDER)
    answered: HttpResponse = perform_login(request, Login(user=account))
    return answered
