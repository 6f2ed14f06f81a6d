"""For tests that ask the application by WSGI itself: what Django's own test client does to the signals of a request.

Without it PostgreSQL's connection is closed after a request, with the transaction that the test runs in.
"""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own client does: the test's transaction is not closed after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
