"""A request that may be sent twice is done once: ``Idempotency-Key`` (draft-ietf-httpapi-idempotency-key-header).

The same key with the same request is given the same answer again, for a day; with another request it is refused (422).
An answer that refused or failed is not kept: nothing was done, so the same key may be tried again.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolgate.estate.api.admission import Machine, machine_of
from schoolgate.estate.api.problems import problem
from schoolgate.estate.models import GivenAnswer
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.kernel.errors import BadInputError

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(days=GivenAnswer.retention.keep)
_LONGEST: Final = 255


def answer_once(request: HttpRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of ``do``, or the one it gave to the same request before. What it wrote is kept only if it answered
    well, and together with the answer. Without the header it is simply done.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return do()
    key = key.strip().strip('"')  # the draft spells it as a structured string; most send it bare
    if not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
        said = BadInputError(HEADER, f"it must be 1 to {_LONGEST} plain characters.", "Send a random one, as a UUID.")
        return problem(HTTPStatus.BAD_REQUEST, said)
    here, digest = machine_of(request), _digest(request)
    while True:
        given = _given(here, key)
        if given is not None:
            return _again(given, digest)
        try:
            return _do(here, key, digest, do)
        except _TakenMeanwhileError:  # another process did it between the look and the writing: look again
            continue


class _TakenMeanwhileError(Exception):
    pass


def _do(here: Machine, key: str, digest: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        row = GivenAnswer(school=here.school, token=here.token, request_digest=digest, given_at=timezone.now())
        row.key_digest = _key_digest(key)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise _TakenMeanwhileError from None
        answer = do()
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            transaction.set_rollback(True)
        else:
            row.status, row.content_type = answer.status_code, answer.headers.get("Content-Type", "")
            row.body = answer.content.decode()
            row.save()
    return answer


def _given(here: Machine, key: str) -> GivenAnswer | None:
    rows = GivenAnswer.objects.for_school(here.school).filter(token=here.token, key_digest=_key_digest(key))
    row: GivenAnswer | None = rows.first()
    if row is not None and row.given_at <= timezone.now() - KEPT:
        rows.delete()
        return None
    return row


def _again(given: GivenAnswer, digest: str) -> HttpResponse:
    if given.request_digest != digest:
        said = BadInputError(HEADER, "it came before with another request.", "Send a new key with each new request.")
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)
    answer = HttpResponse(given.body, status=given.status, content_type=given.content_type)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _key_digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _digest(request: HttpRequest) -> str:
    """Of the method, the address and all that was sent; files by their content, not held in memory."""
    found = hashlib.sha256(f"{request.method}\n{request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(dict(request.POST.lists()).items()):
            found.update(repr((name, values)).encode())
        for name, file in _files(request):
            found.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    else:
        found.update(request.body)
    return found.hexdigest()


def _files(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, file) for name, files in sorted(dict(request.FILES.lists()).items()) for file in files]


@sweeps("estate.given-answers")
def _sweep(now: datetime) -> int:
    """Answers given longer ago than a machine asks again."""
    with unscoped("answers of every school grow old alike"):
        gone: int = GivenAnswer.objects.filter(given_at__lt=now - KEPT).delete()[0]
    return gone
