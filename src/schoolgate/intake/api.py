"""The way in for files that a program sends. They wait like any other: nothing is applied until somebody has looked."""

from datetime import date, datetime
from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from schoolgate.estate.api.admission import machine_of
from schoolgate.estate.api.operations import operation
from schoolgate.intake import actions, queries, scopes
from schoolgate.intake.models import Delivery
from schoolgate.kernel.errors import NotFoundError

ROUTER: Final = Router(tags=["files"])


class FileTaken(Schema):
    """``state`` is quarantined, mapping, ready, applied, undone or refused; ``repeated`` that it was here already."""

    ref: str
    state: str
    sha256: str
    received_at: datetime
    repeated: bool = False
    feed: str = ""
    changes: dict[str, int] = Field(default_factory=dict)
    rejected: int = 0


@operation(ROUTER, "POST", "/files", scope=scopes.SEND, answer=FileTaken)
def send_file(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(...)],
    feed: Annotated[str, Form("", description="what kind of list it is; left out: found out")] = "",
    true_on: Annotated[date | None, Form(None, description="the day it speaks of; left out: today")] = None,
    collected_at: Annotated[datetime | None, Form(None, description="when it was made, with its offset")] = None,
) -> FileTaken:
    """Send in a file, as multipart/form-data. It is locked away and looked at within a minute; a person of the school
    then looks at what would change. The same file twice is one, so no Idempotency-Key is needed.
    """
    here = machine_of(request)
    received = actions.receive(
        here.school,
        file.name or "A file",
        file.read(actions.MOST_BYTES + 1),
        way=Delivery.Way.API,
        actor=here.actor,
        feed=feed,
        true_on=true_on,
        collected_at=collected_at,
    )
    return _told(received.delivery, repeated=received.repeated)


@operation(ROUTER, "GET", "/files/{ref}", scope=scopes.SEND, answer=FileTaken)
def what_became_of_it(request: HttpRequest, ref: str) -> FileTaken:
    """What became of a file that this machine sent."""
    here = machine_of(request)
    delivery = queries.delivery(here.school, ref)
    if delivery.given_by != here.actor.ref:
        raise NotFoundError(f"file {ref}", "this machine sent none such.", "Check the ref.")
    return _told(delivery)


def _told(delivery: Delivery, *, repeated: bool = False) -> FileTaken:
    return FileTaken(
        ref=delivery.ref,
        state=delivery.state,
        sha256=delivery.sha256,
        received_at=delivery.received_at,
        repeated=repeated,
        feed=delivery.feed,
        changes=delivery.counts,
        rejected=delivery.rejected,
    )
