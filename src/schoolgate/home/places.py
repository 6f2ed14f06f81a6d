"""What surrounds a page: the school's name and the ways to its pages."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.estate.access import LOOKERS, TECHNICIANS
from schoolgate.frame.navigation import Link, Surroundings
from schoolgate.home.who import seen_by
from schoolgate.intake.access import GIVERS
from schoolgate.people import access
from schoolgate.people.circles import CLASSES, PEOPLE, READERS, RECORD
from schoolgate.people.models import ADMINISTRATOR, Account, School


def surround(request: HttpRequest) -> Surroundings:
    """For a page of a school its own ways; elsewhere those of the visitor's only school, if there is just one."""
    school = _school(request)
    leaves = reverse("home.leaves")
    if school is None:
        return Surroundings(leaves=leaves, seen_by=seen_by(request))
    places = (
        ("today", _("Today"), "home.today", READERS),
        ("policy", _("Our policy"), "home.policy", READERS),
        ("people", _("People"), "people.everyone", PEOPLE),
        ("classes", _("Classes"), "people.classes", CLASSES),
        ("address", _("Who was where"), "estate.who", LOOKERS),
        ("machines", _("Machines"), "estate.machines", TECHNICIANS),
        ("files", _("Files"), "intake.files", GIVERS),
        ("record", _("Record"), "home.record", RECORD),
    )
    roles = _roles(request, school)
    head = tuple(
        Link(key, words, reverse(name, args=[school.ref])) for key, words, name, circle in places if roles & set(circle)
    )
    if _looks_after_machinery(request):
        head += (Link("health", _("Health"), reverse("caretaking.health", args=[school.ref])),)
    mine = reverse("people.mine", args=[school.ref])
    return Surroundings(school.name, head[0].href if head else mine, head, leaves, seen_by(request), mine)


def _roles(request: HttpRequest, school: School) -> frozenset[str]:
    visit = getattr(request, "visit", None)
    if isinstance(visit, access.Visit):
        return visit.roles
    account = getattr(request, "user", None)
    return access.visit_of(account, school.ref).roles if isinstance(account, Account) else frozenset()


def _looks_after_machinery(request: HttpRequest) -> bool:
    visit = getattr(request, "visit", None)
    return isinstance(visit, access.Visit) and bool(visit.roles & {ADMINISTRATOR, "it-lead"})


def _school(request: HttpRequest) -> School | None:
    visit = getattr(request, "visit", None)
    if isinstance(visit, access.Visit):
        return visit.school
    account = getattr(request, "user", None)
    schools = access.schools_of(account) if isinstance(account, Account) else []
    return schools[0] if len(schools) == 1 else None
