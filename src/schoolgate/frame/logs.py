"""What the processes say of themselves, a line of JSON each, and nothing of any person in it.

A line has ``at``, ``level``, ``from`` and ``said``; a request's also ``request`` (an id, which the answer carries
too), ``route``, ``method``, ``status``, ``ms``, and refs of the school and the person. Never a path or a question in
it, since an address may hold a one-time link; never an error's own words, which may quote what somebody typed: its
kind, and where in the code it came from.
"""

import json
import logging
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, override

from django.http import HttpRequest, HttpResponse

HEADER: Final = "X-Request-Id"
_request: ContextVar[str] = ContextVar("request_id", default="")
_log = logging.getLogger("schoolgate.requests")
_CARRIED: Final = ("route", "method", "status", "ms", "school", "person")


class JsonLines(logging.Formatter):
    """One JSON object a line, in UTC."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": _said(record),
        }
        if found := _request.get():
            said["request"] = found
        said |= {key: getattr(record, key) for key in _CARRIED if hasattr(record, key)}
        if isinstance(asked := getattr(record, "request", None), HttpRequest):
            said["route"] = route_of(asked)
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            said["where"] = [f"{frame.filename.rpartition('schoolgate/')[2]}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(said, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """The words; of Django's own about a request, without the address they end in."""
    if hasattr(record, "request") and isinstance(record.args, tuple) and len(record.args) > 1:
        return str(record.args[0])
    return record.getMessage() if record.name.startswith("schoolgate.") else str(record.msg)


def route_of(request: HttpRequest) -> str:
    """The name of the address, as ``people.set_up``: what varies in it is left out."""
    match = request.resolver_match
    return (match.view_name if match else "") or "none"


class TellRequests:
    """Middleware, outermost: gives each request an id, and tells of it when it has been answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = secrets.token_hex(8)
        token, began = _request.set(found), time.perf_counter()
        try:
            response = self.get_response(request)
            visit = getattr(request, "visit", None)
            said = {
                "route": route_of(request),
                "method": request.method,
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - began)),
                "school": visit.school.ref if visit else None,
                "person": visit.person.ref if visit else None,
            }
            _log.info("answered", extra=said)
        finally:
            _request.reset(token)
        response[HEADER] = found
        return response
