"""The front door: on to the visitor's school or trust, or a choice where there are several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from schoolgate.agreements.queries import families_are_asked
from schoolgate.frame.pages import page
from schoolgate.people import access
from schoolgate.people.access import today
from schoolgate.people.circles import LEADERS, READERS
from schoolgate.people.models import Account, School
from schoolgate.people.trusts import trusts_of


@access.signed_in
def door(request: HttpRequest) -> HttpResponse:
    account = request.user
    schools = access.schools_of(account) if isinstance(account, Account) else []
    ways = [(school, _first_page(account, school)) for school in schools if isinstance(account, Account)]
    trusts = trusts_of(account) if isinstance(account, Account) else []
    of_trusts = [(trust, reverse("home.trust", args=[trust.ref])) for trust in trusts]
    if len(ways) + len(of_trusts) == 1:
        return redirect([*ways, *of_trusts][0][1])
    return page(request, "home/door.html", {"ways": ways, "trusts": of_trusts})


def _first_page(account: Account, school: School) -> str:
    """Today, for those who read the policy; for the office the families, once they are asked for something, unless they
    lead too; families and visitors have the page about themselves."""
    roles = access.visit_of(account, school.ref).roles
    if "office" in roles and not roles & set(LEADERS) and families_are_asked(school, today(school)):
        return reverse("agreements.families", args=[school.ref])
    return reverse("home.today" if roles & set(READERS) else "people.mine", args=[school.ref])
