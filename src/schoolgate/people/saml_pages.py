"""Out to a provider that speaks SAML and back again, and what it has to know of us."""

import logging
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people import providers, saml
from schoolgate.people.access import anyone
from schoolgate.people.provider_pages import come_in

# What this browser asked. The answer is posted from the provider's site, and browsers send no cookie with that but one
# that is SameSite=None, so this cannot lie in the session, whose cookie is Lax. It holds an id and nothing else.
_COOKIE: Final = "__Host-schoolgate-saml"
_SALT: Final = "people.saml"
_log = logging.getLogger(__name__)
_SEEN = "anyone who can reach this computer. Nothing about the school is shown before you sign in."


@anyone("part of signing in: our name, address and public key, for the provider")
@require_GET
@seen_by(_SEEN)
def metadata(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(saml.metadata(saml.provider()), content_type="application/samlmetadata+xml")


@anyone("part of signing in")
@never_cache
@require_GET
@seen_by(_SEEN)
def start(request: HttpRequest) -> HttpResponse:
    said = saml.provider()
    try:
        out, asked = saml.ask(said)
    except BadInputError as error:
        _log.warning("sign-in by SAML is not set up so that it works: %s", error)
        return page(request, "people/provider_refused.html", {"provider": said, "silent": True}, status=502)
    answer = HttpResponseRedirect(out)
    answer.set_signed_cookie(
        _COOKIE, asked, salt=_SALT, max_age=saml.MINUTES * 60, secure=True, httponly=True, samesite="None"
    )
    return answer


# Posted by the provider's page, which cannot know our token. What stands in its stead: the answer has to be signed, and
# to what this browser asked, so nobody can be signed in unawares as somebody else.
@csrf_exempt
@anyone("part of signing in; what the provider says is checked")
@never_cache
@seen_by(_SEEN)
def back(request: HttpRequest) -> HttpResponse:
    said = saml.provider()
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=saml.MINUTES * 60) or ""
    try:
        vouched = saml.answered(said, request.POST.get("SAMLResponse", ""), asked)
        answer = come_in(request, vouched, providers.account_for(vouched))
    except DeniedError as refused:
        _log.warning("refused through %s: %s", said.key, refused.cause)
        answer = page(request, "people/provider_refused.html", {"provider": said}, status=403)
    answer.delete_cookie(_COOKIE, samesite="None")
    return answer
