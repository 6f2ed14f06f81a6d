"""The estate's own operations."""

from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime

from schoolgate.estate import scopes
from schoolgate.estate.api.admission import machine_of
from schoolgate.estate.api.operations import operation

ROUTER: Final = Router(tags=["estate"])


class SchoolSeen(Schema):
    ref: str
    name: str


class Me(Schema):
    """A token, as it sees itself."""

    token: str
    name: str
    school: SchoolSeen
    scopes: list[str]
    ends_on: str
    now: AwareDatetime


@operation(ROUTER, "GET", "/me", scope=scopes.ANY_TOKEN, answer=Me)
def me(request: HttpRequest) -> Me:
    """Which token this is, of which school, what it may do, until when, and what our clock says."""
    here = machine_of(request)
    token = here.token
    return Me(
        token=token.ref,
        name=token.name,
        school=SchoolSeen(ref=here.school.ref, name=here.school.name),
        scopes=token.scopes,
        ends_on=token.ends_on.isoformat(),
        now=timezone.now(),
    )
