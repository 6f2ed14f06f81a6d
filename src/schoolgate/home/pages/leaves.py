"""What leaves this building, from the settings as they are: normally, nothing."""

from django.http import HttpRequest, HttpResponse

from schoolgate.frame.pages import page
from schoolgate.people.access import anyone, schools_of
from schoolgate.people.models import Account, School
from schoolgate.reports import holdings, leaving


@anyone("it tells nothing about a school, and a parent may ask it")
def leaves(request: HttpRequest) -> HttpResponse:
    """Which ways out there are and which are in use; whose machines they lead to is for those who sign in."""
    context = {
        "answer": leaving.answer(),
        "ways": leaving.ways(),
        "chosen": leaving.chosen(),
        "known": request.user.is_authenticated,
        "logged": _schools(request),
        "held": [(whose, holdings.about([whose])) for whose in holdings.EVERYBODY],
    }
    return page(request, "home/leaves.html", context)


def _schools(request: HttpRequest) -> list[School]:
    """The visitor's own schools; of an installation with one school that one, whoever asks."""
    if isinstance(request.user, Account):
        return schools_of(request.user)
    some = list(School.objects.order_by("pk")[:2])
    return some if len(some) == 1 else []
