"""A new process has loaded what its first page needs before anybody asks for it."""

import sys

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from schoolgate.frame.warming import warm
from schoolgate.site.tests.test_start import start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]


def test_it_works() -> None:
    assert warm(get_wsgi_application()) == 200


def test_the_web_server_does_it_when_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("schoolgate.frame.warming.warm", asked.append)
    start()
    assert asked == [sys.modules["schoolgate.site.wsgi"].application]


def test_nothing_is_written_by_it() -> None:
    with CaptureQueriesContext(connection) as done:
        warm(get_wsgi_application())
    assert [one["sql"] for one in done if not one["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize(("proxied", "host"), [(True, "gate.robinhill.example"), (False, ".robinhill.example")])
def test_whatever_the_site_is_called_and_whoever_speaks_https(settings: Settings, proxied: bool, host: str) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["*", host], proxied
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if proxied else None
    assert warm(get_wsgi_application()) == 200


def test_a_fault_is_logged_and_the_site_starts(caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> list[bytes]:
        raise RuntimeError("no")

    assert warm(broken) == 0
    assert "loaded beforehand" in caplog.text
