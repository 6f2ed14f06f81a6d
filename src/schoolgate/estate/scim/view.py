"""The one view under ``/scim/v2``: who is let in, and the request as the protocol's library takes it."""

import json
import logging
from http import HTTPStatus
from typing import Final, NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from scim2_models import Error, InvalidSyntaxException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import SCIM_MEDIA_TYPE, ScimResponse
from scim2_server.service import ScimService

from schoolgate.estate.api.admission import admit, machine_of
from schoolgate.estate.scim.resources import LARGEST_BODY, PROVIDER
from schoolgate.estate.scim.storage import EstateStorage
from schoolgate.estate.scopes import ANY_TOKEN, SCIM_DIRECTORIES, SCIM_WRITE
from schoolgate.people.access import by_token, today

ROOT: Final = "/scim/v2"
_log = logging.getLogger("django.request")
_READS: Final = frozenset({"GET", "HEAD"})


SERVICE: Final = ScimService(PROVIDER)


class _Refused(NamedTuple):
    status: HTTPStatus
    detail: str


def let_in(request: HttpRequest) -> HttpResponse | None:
    """A token of exactly one directory; one that also may write, where the request would."""
    refused = admit(request, ANY_TOKEN)
    if refused is not None:
        said = _error(_Refused(HTTPStatus(refused.status_code), json.loads(refused.content)["detail"]))
        for name in ("WWW-Authenticate", "Retry-After"):
            if name in refused.headers:
                said.headers[name] = refused.headers[name]
        return said
    here = machine_of(request)
    directories = [one for one in SCIM_DIRECTORIES.values() if here.may(one)]
    if len(directories) != 1:
        cause = "this token is of no directory" if not directories else "this token is of several directories"
        return _error(_Refused(HTTPStatus.FORBIDDEN, f"{cause}. Make a token for one directory."))
    if _writes(request) and not here.may(SCIM_WRITE):
        return _error(_Refused(HTTPStatus.FORBIDDEN, f"this token may not {SCIM_WRITE.words}."))
    return None


@csrf_exempt  # no cookie is looked at, so there is nothing to forge
def scim(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer one request. Whatever nobody foresaw is logged, and told without its words."""
    here = machine_of(request)
    provider = next(key for key, scope in SCIM_DIRECTORIES.items() if here.may(scope))
    storage = EstateStorage(here.school, provider, here.actor, today(here.school), _writes(request))
    try:
        return _sent(ScimHandler(SERVICE, storage).handle(_asked(request, rest)))
    except SCIMException as error:
        return _sent(SERVICE.error_response(error))
    except Exception as error:  # a fault of ours: SCIM's form, and not its words
        _log.error("a SCIM request failed", exc_info=error)
        return _sent(SERVICE.error_response(error))


by_token(let_in, "identity providers with a token of the school")(scim)


def _writes(request: HttpRequest) -> bool:
    return request.method not in _READS and not request.path.endswith("/.search")


def _asked(request: HttpRequest, rest: str) -> ScimRequest:
    try:
        body = request.read(LARGEST_BODY + 1)
    except (UnreadablePostError, RequestDataTooBig):
        raise InvalidSyntaxException(detail="The request broke off.") from None
    if len(body) > LARGEST_BODY:
        raise SERVICE.payload_too_large(LARGEST_BODY)
    return ScimRequest(
        method=request.method or "GET",
        base_url=request.build_absolute_uri(ROOT),
        path=f"/{rest}",
        query=request.GET.dict(),
        headers=dict(request.headers),
        body=body,
    )


def _sent(answer: ScimResponse) -> HttpResponse:
    body = b"" if answer.body is None else json.dumps(answer.body).encode()
    return HttpResponse(body, status=answer.status, headers={**answer.headers, "Cache-Control": "no-store"})


def _error(refused: _Refused) -> HttpResponse:
    body = Error(status=refused.status, detail=refused.detail).model_dump()
    return HttpResponse(json.dumps(body), status=refused.status, content_type=SCIM_MEDIA_TYPE)
