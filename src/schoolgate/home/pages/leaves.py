"""What leaves this building: normally, nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schoolgate.people.access import anyone


@anyone("it tells nothing about a school, and a parent may ask it")
def leaves(request: HttpRequest) -> HttpResponse:
    return render(request, "home/leaves.html", {})
