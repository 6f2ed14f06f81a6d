"""Pages that belong to no school: the first administrator's set-up, and whether the site is up."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from schoolgate.people.access import anyone


@anyone("whatever watches over the machine asks it, and it tells nothing but that the site answers")
def healthy(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well\n", content_type="text/plain")
