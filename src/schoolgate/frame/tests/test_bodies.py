"""Nobody fills the disk by sending more than anybody may."""

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from schoolgate.frame.bodies import MOST_BYTES, RefuseHuge


def told(length: str) -> int:
    request = RequestFactory().post("/account/login/", CONTENT_LENGTH=length)
    return RefuseHuge(lambda _: HttpResponse("read"))(request).status_code


def test_it_works() -> None:
    assert told("0") == told("") == told(str(MOST_BYTES)) == 200


def test_more_than_any_file_is_refused_and_none_of_it_read() -> None:
    assert told(str(MOST_BYTES + 1)) == told("9" * 5000) == 413


def test_it_stands_before_whatever_reads_a_form() -> None:
    order = settings.MIDDLEWARE
    assert order.index("schoolgate.frame.bodies.RefuseHuge") < order.index("django.middleware.csrf.CsrfViewMiddleware")
