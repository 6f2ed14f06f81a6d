"""What leaves this building: normally, nothing."""

from django.http import HttpRequest, HttpResponse

from schoolgate.frame.pages import page
from schoolgate.people.access import anyone


@anyone("it tells nothing about a school, and a parent may ask it")
def leaves(request: HttpRequest) -> HttpResponse:
    return page(request, "home/leaves.html", {})
