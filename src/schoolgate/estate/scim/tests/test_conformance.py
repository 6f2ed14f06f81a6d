"""Conformance: what scim2-tester finds of the server over real HTTP, as any client of it would meet it."""

import time
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from httpx2 import Client, HTTPTransport, Request, Response
from pytest_django.live_server_helper import LiveServer
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

from schoolgate.estate.scim.tests.a_provider import BOTH
from schoolgate.estate.tests.conftest import secret_of
from schoolgate.people.models import School

_GOOD = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE}


class _Patient(HTTPTransport):
    """Waits as long as it is told to: the tester asks more often than one token may at once, and does not."""

    def handle_request(self, request: Request) -> Response:
        answer = super().handle_request(request)
        while answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            answer.close()
            time.sleep(float(answer.headers["Retry-After"]))
            answer = super().handle_request(request)
        return answer


@pytest.fixture
def client(live_server: LiveServer, school: School) -> Iterator[SyncSCIMClient]:
    held = {"Authorization": f"Bearer {secret_of(school, BOTH)}"}
    with Client(base_url=f"{live_server.url}/scim/v2", headers=held, timeout=30, transport=_Patient()) as over_http:
        yield SyncSCIMClient(over_http)


def test_every_check_of_the_tester_is_passed(client: SyncSCIMClient) -> None:
    found = check_server(client)

    bad = [(one.status.name, one.resource_type, one.title, one.reason) for one in found if one.status not in _GOOD]
    assert (bad, len(found) > 50) == ([], True)
