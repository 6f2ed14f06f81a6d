"""The way in for machines that run filter tests."""

from typing import Any, Final

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import AwareDatetime, BaseModel, ConfigDict

from schoolgate.estate.api.admission import machine_of
from schoolgate.estate.api.operations import api_path, operation
from schoolgate.filtering import actions, scopes
from schoolgate.filtering.models import FilterTest, FilterTestRun
from schoolgate.filtering.probing.plans import plan_document
from schoolgate.kernel.errors import NotFoundError

ROUTER: Final = Router(tags=["filter tests"])


class TestTold(Schema):
    """A test that this machine is to run. ``plan`` is what the program reads; it holds the key that seals results."""

    ref: str
    place: str
    device: str
    level: str
    every_hours: int
    plan: dict[str, Any]


class TestsTold(Schema):
    tests: list[TestTold]


class ResultsSent(BaseModel):
    """What ``filter_test.py`` writes, as it is: it is sealed, so nothing in it may be changed on the way."""

    model_config = ConfigDict(extra="forbid")

    format: int
    tool: str = Field(max_length=20)
    plan: str = Field(max_length=32)
    plan_digest: str = Field(max_length=64)
    began: str = Field(max_length=40, description="with its offset from UTC")
    ended: str = Field(max_length=40)
    machine: dict[str, str]
    ways: list[dict[str, Any]] = Field(max_length=10)
    seal: str = Field(max_length=64)
    sent: str | None = Field(None, max_length=40, description="by the machine's own clock, when it sends")


class ResultsTaken(Schema):
    """``judged`` is good, bad or unclear, by Schoolgate's own judging; ``repeated`` that they were here already."""

    ref: str
    judged: str
    good: int
    bad: int
    unclear: int
    ended_at: AwareDatetime
    clock_behind_seconds: int | None
    repeated: bool


@operation(ROUTER, "GET", "/filter-tests", scope=scopes.TEST, answer=TestsTold)
def filter_tests(request: HttpRequest) -> TestsTold:
    """The filter tests that this machine is to run, each with its plan."""
    here = machine_of(request)
    rows = FilterTest.objects.for_school(here.school).filter(token=here.token, ended_on=None).select_related("place")
    return TestsTold(tests=[_told(request, row) for row in rows.order_by("pk")])


@operation(ROUTER, "POST", "/filter-tests/{ref}/results", scope=scopes.TEST, answer=ResultsTaken)
def send_results(request: HttpRequest, ref: str, given: ResultsSent) -> ResultsTaken:
    """Send in what a filter test found. It is judged here again from what was seen, and the same sent twice is one, so
    no Idempotency-Key is needed.
    """
    here = machine_of(request)
    row = actions.find_test(here.school, ref)
    if row.token is None or row.token.pk != here.token.pk:
        raise NotFoundError(f"filter test {ref}", "this machine has none such.", "Choose its token on the test’s page.")
    document = given.model_dump(exclude_none=True)
    run, repeated = actions.take_results(row, document, came=FilterTestRun.Came.API, actor=here.actor)
    return ResultsTaken(
        ref=run.ref,
        judged=run.judged,
        good=run.good,
        bad=run.bad,
        unclear=run.unclear,
        ended_at=run.ended_at,
        clock_behind_seconds=run.skew_seconds,
        repeated=repeated,
    )


def send_to(request: HttpRequest, ref: str) -> str:
    """Where the results of a test are sent."""
    return request.build_absolute_uri(api_path(f"filter-tests/{ref}/results"))


def _told(request: HttpRequest, row: FilterTest) -> TestTold:
    plan = plan_document(actions.plan_of(row, send_to=send_to(request, row.ref)))
    place = row.place.name if row.place else ""
    return TestTold(
        ref=row.ref, place=place, device=row.device, level=row.level, every_hours=row.every_hours, plan=plan
    )
