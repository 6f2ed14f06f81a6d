"""Deny by default: what the doors do with a view, whatever the site's pages are."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from house.sights import NOBODY, OTHER, VISITORS, Cast, answer, make_cast

from schoolgate.frame.actor import operator
from schoolgate.frame.scoped import UnscopedError
from schoolgate.people import actions
from schoolgate.people.access import Shows, at_school, today, visit
from schoolgate.people.models import Person


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def _silent(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@at_school("administrator", shows=Shows.MACHINERY)
def _guarded(request: HttpRequest, school: str) -> HttpResponse:
    return HttpResponse(f"{visit(request).person.ref} {Person.objects.count()}")


@at_school(shows=Shows.OWN)
def _shared(request: HttpRequest, school: str) -> HttpResponse:
    return HttpResponse("seen")


@at_school("dsl", shows=Shows.CHILDREN)
def _children(request: HttpRequest, school: str) -> HttpResponse:
    return HttpResponse("seen")


urlpatterns = [
    path("", include("schoolgate.site.urls")),
    path("silent/", _silent),
    path("schools/<str:school>/guarded/", _guarded),
    path("schools/<str:school>/shared/", _shared),
    path("schools/<str:school>/children/", _children),
]


@pytest.mark.urls(__name__)
def test_it_works(cast: Cast) -> None:
    """A school is hidden from other schools, and a role is asked for."""
    asked = (NOBODY, "administrator", "teachers", OTHER)
    told = {
        page: [answer(cast.client(visitor).get(f"/schools/{cast.school.ref}/{page}/")) for visitor in asked]
        for page in ("guarded", "shared")
    }
    assert told == {"guarded": ["none", "yes", "no", "none"], "shared": ["none", "yes", "yes", "none"]}


@pytest.mark.urls(__name__)
def test_a_page_that_does_not_say_for_whom_it_is_is_refused(cast: Cast) -> None:
    assert {answer(cast.client(visitor).get("/silent/")) for visitor in VISITORS} == {"no"}


@pytest.mark.urls(__name__)
def test_queries_inside_a_school_page_see_that_school_only(cast: Cast) -> None:
    told = cast.client("administrator").get(f"/schools/{cast.school.ref}/guarded/").content.decode()
    assert told.endswith(f" {Person.objects.for_school(cast.school).count()}")
    with pytest.raises(UnscopedError):
        Person.objects.count()  # nothing of that scope is left behind


@pytest.mark.urls(__name__)
def test_a_school_that_is_not_there_and_one_that_is_not_yours_look_alike(cast: Cast) -> None:
    client = cast.client(OTHER)
    theirs = client.get(f"/schools/{cast.school.ref}/guarded/")
    nowhere = client.get("/schools/sch_aaaaaaaaaaaaaaaa/guarded/")
    assert (theirs.status_code, nowhere.status_code) == (404, 404)
    assert theirs.content == nowhere.content


@pytest.mark.parametrize("role", ["it-lead", "support-staff", "visitors", "governors"])
def test_a_page_that_shows_children_cannot_be_declared_for_those_who_see_none(role: str) -> None:
    with pytest.raises(ValueError, match="shows children"):
        at_school("dsl", role, shows=Shows.CHILDREN)
    with pytest.raises(ValueError, match="whoever holds any role"):
        at_school(shows=Shows.CHILDREN)


@pytest.mark.urls(__name__)
def test_whoever_looks_after_schoolgate_sees_no_children_by_that(cast: Cast) -> None:
    address = f"/schools/{cast.school.ref}/children/"
    client = cast.client("administrator")
    assert answer(client.get(address)) == "no"
    (person,) = [one for one in Person.objects.for_school(cast.school) if one.name == "Person administrator"]
    actions.give_role(person, "dsl", actor=operator("test"), valid_from=today(cast.school))
    assert answer(client.get(address)) == "yes"  # as the safeguarding lead
