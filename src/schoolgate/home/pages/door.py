"""The front door: on to the visitor's school, or a choice where there are several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schoolgate.frame.pages import page
from schoolgate.people import access
from schoolgate.people.models import Account


@access.signed_in
def door(request: HttpRequest) -> HttpResponse:
    account = request.user
    schools = access.schools_of(account) if isinstance(account, Account) else []
    if len(schools) == 1:
        return redirect("home.today", school=schools[0].ref)
    return page(request, "home/door.html", {"schools": schools})
