"""The way in for programs that send lines of a log as they are written. They wait, locked, until they are loaded."""

from pathlib import Path
from typing import Annotated, Final

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema

from schoolgate.activity import scopes
from schoolgate.activity.queries import source as source_of
from schoolgate.activity.transports.contract import inbox
from schoolgate.estate.api.admission import machine_of
from schoolgate.estate.api.operations import operation
from schoolgate.frame.encrypted import ring
from schoolgate.intake.streams.waiting import put, size_of
from schoolgate.kernel.errors import BadInputError, SchoolgateError

ROUTER: Final = Router(tags=["activity"])
MOST_LINES: Final = 10_000  # of one request
MOST_WAITING: Final = 512 << 20  # bytes that wait of one source; then whoever sends must wait
type Line = Annotated[str, Field(max_length=1 << 20)]


class Lines(Schema):
    """Lines of one source's log, each as it stands there, in order and without its end."""

    source: str = Field(description="the source's ref, as its page shows it")
    lines: list[Line] = Field(min_length=1, max_length=MOST_LINES)


class LinesTaken(Schema):
    """They are written down, and are loaded within seconds."""

    taken: int


@operation(ROUTER, "POST", "/activity/lines", scope=scopes.SEND, answer=LinesTaken)
def send_lines(request: HttpRequest, given: Lines) -> LinesTaken:
    """Send lines of a log of web activity. With an Idempotency-Key the same request twice is taken once; without one,
    the same lines twice are new lines, as they are in a log.
    """
    here = machine_of(request)
    source = source_of(here.school, given.source)
    if source.transport != "machine" or source.ended_on is not None:
        raise BadInputError(source.ref, "it does not come in this way.", "Set up a source that a program sends to.")
    folder = inbox(Path(settings.SCHOOLGATE_DATA), here.school.ref, source.ref)
    if size_of(folder) > MOST_WAITING:
        raise BadInputError(source.ref, "too much waits to be loaded.", "Send it again in a minute.")
    lines = [line.replace("\r", " ").replace("\n", " ").encode() for line in given.lines]
    try:
        put(folder, lines, lambda data: ring().lock(data, f"activity.waiting.{source.ref}"))
    except OSError as error:
        cause = f"the lines cannot be written down ({error.strerror})."
        raise SchoolgateError("The disk", cause, "Keep them and send them again; the school is told.") from error
    return LinesTaken(taken=len(lines))
