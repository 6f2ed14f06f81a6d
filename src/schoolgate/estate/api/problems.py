"""Errors as RFC 9457 spells them, with the thing, the cause and the next step that every error of ours has."""

import json
import logging
from http import HTTPStatus
from typing import Final

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError, SchoolgateError

CONTENT_TYPE: Final = "application/problem+json"
_log = logging.getLogger("django.request")
_STATUS: Final[dict[type[SchoolgateError], HTTPStatus]] = {
    BadInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    DeniedError: HTTPStatus.FORBIDDEN,
}
NOT_FOUND: Final = NotFoundError("what you asked for", "there is none at this address for you.", "Check the address.")
_TEXT: Final = {"type": "string"}
SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "thing", "cause", "next_step"],
    "properties": {
        **dict.fromkeys(("type", "title", "detail", "thing", "cause", "next_step"), _TEXT),
        "status": {"type": "integer"},
        "errors": {"type": "array", "items": {"type": "object", "properties": {"where": _TEXT, "why": _TEXT}}},
    },
}


def problem(status: HTTPStatus, error: SchoolgateError, **more: object) -> HttpResponse:
    """``{type, title, status, detail, thing, cause, next_step}`` and whatever ``more`` adds."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error),
        "thing": error.thing,
        "cause": error.cause,
        "next_step": error.next_step,
        **more,
    }
    return HttpResponse(json.dumps(body), status=status, content_type=CONTENT_TYPE)


def answer(error: Exception) -> HttpResponse:
    """What a machine is told of an error. One that nobody foresaw is logged, and told without its words."""
    if isinstance(error, SchoolgateError):
        kinds = (status for kind, status in _STATUS.items() if isinstance(error, kind))
        return problem(next(kinds, HTTPStatus.UNPROCESSABLE_ENTITY), error)
    if isinstance(error, ValidationError):
        wrong = [{"where": ".".join(str(part) for part in one["loc"]), "why": one["msg"]} for one in error.errors]
        said = BadInputError("the request", "some of it cannot be used.", "See errors, and the address openapi.json.")
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said, errors=wrong)
    if isinstance(error, Http404):
        return problem(HTTPStatus.NOT_FOUND, NOT_FOUND)
    if isinstance(error, PermissionDenied):
        return problem(
            HTTPStatus.FORBIDDEN, DeniedError("the request", "the token may not make it.", "Make a token that may.")
        )
    if isinstance(error, RequestDataTooBig):
        said = BadInputError("the request", "it is too large.", "Send it in parts.")
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    if isinstance(error, BadRequest | MultiPartParserError | SuspiciousOperation | UnreadablePostError):
        said = BadInputError("the request", "it is not whole, or not of the form it says.", "Send it again, whole.")
        return problem(HTTPStatus.BAD_REQUEST, said)
    if isinstance(error, HttpError):
        said = BadInputError("the request", f"{str(error).rstrip('.')}.", "See the address openapi.json.")
        return problem(HTTPStatus(error.status_code), said)
    _log.error("an operation for machines failed", exc_info=error)
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        SchoolgateError("the request", "it failed on our side.", "Try again later; tell whoever looks after this."),
    )


def undeclared(place: str) -> HttpResponse:
    """An operation that does not say which tokens may use it: a fault in code, refused whoever asks."""
    _log.error("refused: the operation at %s does not say which tokens may use it", place)
    return answer(PermissionDenied())


def handle_on(api: NinjaAPI) -> None:
    """Answer every error of the API's operations so."""

    def handler(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(error if isinstance(error, Exception) else error())

    for kind in (Exception, SchoolgateError, ValidationError, Http404, HttpError):
        api.add_exception_handler(kind, handler)
