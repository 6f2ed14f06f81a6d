"""Letting a machine in: who shows the token, what it may do, and how often (RFC 6750)."""

import math
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolgate.estate.actions.tokens import PREFIX, note_use
from schoolgate.estate.api.pace import seconds_to_wait
from schoolgate.estate.api.problems import problem
from schoolgate.estate.models import MachineToken
from schoolgate.estate.queries.tokens import token_by_secret
from schoolgate.estate.scopes import Scope
from schoolgate.frame import scoped
from schoolgate.frame.actor import Actor, machine
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import today
from schoolgate.people.models import School

_REALM = 'Bearer realm="schoolgate"'


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that was let in: its token, the school it is of, and who acts in the record."""

    token: MachineToken
    school: School
    actor: Actor

    def may(self, scope: Scope) -> bool:
        return scope.key in self.token.scopes


def machine_of(request: HttpRequest) -> Machine:
    """Who asks, inside an operation."""
    found = getattr(request, "machine", None)
    if not isinstance(found, Machine):
        raise RuntimeError("this is no operation for machines, so none was let in")
    return found


def admit(request: HttpRequest, scope: Scope) -> HttpResponse | None:
    """Let the machine in by its ``Authorization: Bearer`` header and enter its school, or say why not: 401 without a
    token that works, 403 with one that may not do this, 429 too soon. Cookies are not looked at.
    """
    token = _token(request.headers.get("Authorization", ""))
    if token is None:
        said = DeniedError("this address", "it needs a token that works.", "Send it as Authorization: Bearer TOKEN.")
        refused = problem(HTTPStatus.UNAUTHORIZED, said)
        refused.headers["WWW-Authenticate"] = _REALM
        return refused
    wait = seconds_to_wait(token.pk)
    if wait:
        said = DeniedError("this token", "it has asked too often.", "Wait as long as Retry-After says.")
        refused = problem(HTTPStatus.TOO_MANY_REQUESTS, said)
        refused.headers["Retry-After"] = str(math.ceil(wait))
        return refused
    if scope.key and scope.key not in token.scopes:
        step = "Make a token that has this right, and no more than it needs."
        refused = problem(HTTPStatus.FORBIDDEN, DeniedError("this token", f"it may not {scope.words}.", step))
        refused.headers["WWW-Authenticate"] = f'{_REALM}, error="insufficient_scope", scope="{scope.key}"'
        return refused
    scoped.enter(token.school)
    timezone.activate(token.school.time_zone)
    note_use(token, today(token.school))
    request.machine = Machine(token, token.school, machine(token.ref))  # type: ignore[attr-defined]  # for machine_of
    return None


def refuse_method(allowed: list[str]) -> HttpResponse:
    said = BadInputError("the method", "this address does not take it.", f"It takes {', '.join(allowed)}.")
    refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, said)
    refused.headers["Allow"] = ", ".join(allowed)
    return refused


def _token(header: str) -> MachineToken | None:
    kind, _, secret = header.strip().partition(" ")
    secret = secret.strip()
    if kind.lower() != "bearer" or not secret.startswith(PREFIX):
        return None
    return token_by_secret(secret)
