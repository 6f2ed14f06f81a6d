"""What an operation for machines is, and how a room offers one.

A room that offers some has an ``api.py`` with a ``ROUTER``; the site joins the routers under ``/api/v1``::

    ROUTER = Router()

    @operation(ROUTER, "POST", "/bindings", scope=scopes.BINDINGS, answer=Taken)
    def take_bindings(request: HttpRequest, given: Bindings) -> Taken: ...

Every operation says by its scope which tokens may use it. One that says nothing is refused, whoever asks.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPMethod
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.operation import PathView

from schoolgate.estate.api import problems
from schoolgate.estate.api.admission import admit, refuse_method
from schoolgate.estate.api.once import HEADER, answer_once
from schoolgate.estate.scopes import ANY_TOKEN, Scope
from schoolgate.people.access import anyone, by_token

type Handler = Callable[..., Any]
_SCOPE: Final = "api_scope"
_WRITES: Final = frozenset({HTTPMethod.POST, HTTPMethod.PUT, HTTPMethod.PATCH, HTTPMethod.DELETE})
_PROBLEM: Final = {"content": {problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_REFUSALS: Final = {
    400: "it cannot be read",
    401: "no token that works",
    403: "the token may not",
    404: "no such thing for this token",
    422: "it cannot be used",
    429: "too often: wait as long as Retry-After says",
}


def operation(router: Router, method: str, address: str, *, scope: Scope, answer: Any) -> Callable[[Handler], Handler]:
    """Offer the decorated function at ``method address`` to tokens that have ``scope``. ``answer`` is what it returns:
    a pydantic type. Its docstring becomes its description, its name its URL's: ``api.<name>``.
    """
    extra = {
        "security": [{"token": [scope.key] if scope.key else []}],
        "responses": {code: {"description": words, **_PROBLEM} for code, words in _REFUSALS.items()},
        "parameters": [_once_parameter()] if method in _WRITES else [],
    }

    def offer(handler: Handler) -> Handler:
        setattr(handler, _SCOPE, scope)
        name = getattr(handler, "__name__", "")
        offered = router.api_operation(
            [method], address, response=answer, url_name=f"api.{name}", operation_id=name, openapi_extra=extra
        )
        return offered(handler)

    return offer


def scope_of(handler: Handler) -> Scope | None:
    """What the operation's token must have, or None where it does not say."""
    found = getattr(handler, _SCOPE, None)
    return found if isinstance(found, Scope) else None


def addresses(api: NinjaAPI) -> list[URLPattern]:
    """Every address of the API, each saying for whom it is; last, the answer to an address that there is not."""
    problems.handle_on(api)
    found = [_address(place, view) for place, view in _routed(api)]
    told = anyone("it describes the addresses for machines, and holds nothing of any school")
    found.append(path("openapi.json", told(require_safe(_describe(api))), name="api.openapi"))
    found.append(path("<path:rest>", nothing_here, name="api.nothing"))
    return found


def schema(api: NinjaAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 document, with how a token is shown and what a problem looks like."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=api_path("")))
    parts = described["components"]
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    parts.setdefault("schemas", {})["Problem"] = problems.SCHEMA
    return described


def api_path(rest: str) -> str:
    """Where an address of the API lies: ``/api/v1/whereabouts``."""
    return f"/api/v1/{rest.lstrip('/')}"


@anyone("it says that there is nothing here")
@csrf_exempt
def nothing_here(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001  (the address's own word)
    return problems.answer(problems.NOT_FOUND)


def _routed(api: NinjaAPI) -> Iterator[tuple[str, PathView]]:
    for router in api._get_bound_routers():  # as the library's own OpenAPI pages walk them
        for place, view in router.path_operations.items():
            yield f"{router.prefix}/{place}", view


def _address(place: str, view: PathView) -> URLPattern:
    """One address: its operations behind their scopes; what is sent twice is done once."""
    run = view.get_view()
    scopes = {method: scope_of(one.view_func) for one in view.operations for method in one.methods}

    @csrf_exempt  # no cookie is looked at, so there is nothing to forge
    def answer(request: HttpRequest, **varying: Any) -> HttpResponse:
        do = partial(run, request, **varying)
        try:
            return answer_once(request, do) if request.method in _WRITES else do()
        except Exception as error:  # such as a form that breaks off: read before the operation is
            return problems.answer(error)

    def let_in(request: HttpRequest) -> HttpResponse | None:
        if request.method not in scopes:
            return admit(request, ANY_TOKEN) or refuse_method(sorted(scopes))
        scope = scopes[request.method]
        return admit(request, scope) if scope else problems.undeclared(place)

    by_token(let_in, "machines with a token of the school")(answer)
    route = re.sub("/+", "/", place).strip("/").replace("{", "<").replace("}", ">")
    return path(route, answer, name=f"api.{view.operations[0].view_func.__name__}")


def _describe(api: NinjaAPI) -> Handler:
    def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
        return JsonResponse(schema(api))

    return openapi


def _once_parameter() -> dict[str, Any]:
    words = "A new random value with each new request; the same again when there was no answer."
    schema = {"type": "string", "minLength": 1, "maxLength": 255}
    return {"name": HEADER, "in": "header", "required": False, "description": words, "schema": schema}
