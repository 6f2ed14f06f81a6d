"""What surrounds a page: the school's name and the ways to its pages."""

import time
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.activity.access import READERS as ACTIVITY_READERS
from schoolgate.agreements.access import HOLDERS, OFFICE_OF_FAMILIES, PICTURE_READERS, SLIP_READERS
from schoolgate.door.access import WATCHERS
from schoolgate.estate.access import LOOKERS, PUSHERS, TECHNICIANS
from schoolgate.estate.queries import directories_ask, directories_told
from schoolgate.filtering.access import ANSWERERS, CHECKERS, CLOSERS, PRESSERS
from schoolgate.filtering.access import READERS as FILTER_READERS
from schoolgate.filtering.kinds import FILTER
from schoolgate.filtering.queries import fetched_from
from schoolgate.frame.navigation import Link, Surroundings
from schoolgate.home.pages.visit import VISIT
from schoolgate.home.who import seen_by
from schoolgate.intake.access import GIVERS
from schoolgate.learning.access import COUNTERS
from schoolgate.ledger.queries import kept
from schoolgate.monitoring.access import CHECKERS as ALERT_READERS
from schoolgate.monitoring.access import COVERAGE_READERS, GRANT_READERS, LOOK_READERS
from schoolgate.notices.access import READERS as LETTER_READERS
from schoolgate.people import access
from schoolgate.people.circles import CLASSES, MANAGERS, PEOPLE, READERS, RECORD, TERM_KEEPERS
from schoolgate.people.models import ADMINISTRATOR, Account, School, Trust
from schoolgate.people.trusts import TrustVisit
from schoolgate.registers.access import RISK_READERS, SCANNERS
from schoolgate.reports.contract import MAKERS


@dataclass(frozen=True, slots=True)
class _Place:
    """A page that stands in the bar: its key, its words, the name of its address, and the roles that may see it."""

    key: str
    words: str
    name: str
    circle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    words: str
    places: tuple[_Place, ...]


def surround(request: HttpRequest) -> Surroundings:
    """For a page of a school its own ways; elsewhere those of the visitor's only school, if there is just one."""
    return replace(_surround(request), fetches=_fetches(None if _trust(request) else _school(request)))


def _fetches(school: School | None) -> bool:
    """Whether block lists are fetched from elsewhere or a directory is told, for any school; another's choice is known
    after a minute."""
    if school is None:
        return _something_goes()
    minute = int(time.monotonic() // 60)
    return kept(school.ref, ("lists fetched", minute), _something_goes, rests_on=FILTER)


def _something_goes() -> bool:
    return bool(fetched_from() or directories_told() or directories_ask())


def _surround(request: HttpRequest) -> Surroundings:
    leaves = reverse("home.leaves")
    if trust := _trust(request):
        return Surroundings(
            trust.name, reverse("home.trust", args=[trust.ref]), _of_trust(trust), None, leaves, seen_by(request)
        )
    school = _school(request)
    if school is None:
        return Surroundings(leaves=leaves, seen_by=seen_by(request))
    roles = _roles(request, school)
    head = tuple(link for group in _groups() if (link := _way(group, school, roles)))
    mine = reverse("people.mine", args=[school.ref])
    logged = reverse("monitoring.about", args=[school.ref])
    return Surroundings(school.name, head[0].href if head else mine, head, None, leaves, seen_by(request), mine, logged)


def _groups() -> tuple[_Group, ...]:
    """The top bar from the left, and within each way its pages. It stays at eight, and a way at eight
    pages, which is one line on a wide screen: a new page joins the shortest group it belongs to."""
    return (
        _Group(
            _("Today"),
            (
                _Place("today", _("Today"), "home.today", READERS),
                _Place("jobs", _("Jobs"), "home.jobs", READERS),
                _Place("visit", _("Today’s visit"), "home.visit", VISIT),
                _Place("friday", _("The Friday five"), "home.friday", READERS),
                _Place("my-training", _("My training"), "learning.mine", READERS),
                _Place("on-site", _("On site"), "door.on_site", WATCHERS),
                _Place("found", _("Found something"), "filtering.found", PRESSERS),
                _Place("check", _("Morning check"), "monitoring.check", ALERT_READERS),
            ),
        ),
        _policy(),
        _Group(
            _("People"),
            (
                _Place("people", _("People"), "people.everyone", PEOPLE),
                _Place("classes", _("Classes"), "people.classes", CLASSES),
                _Place("training", _("Training"), "learning.training", COUNTERS),
                _Place("terms", _("Term dates"), "people.terms", PEOPLE),
                _Place("school", _("The school"), "people.school", MANAGERS),
                _Place("settings", _("Settings"), "home.settings", MANAGERS),
            ),
        ),
        _agreements(),
        _filter(),
        _noticing(),
        _machines(),
        _record(),
    )


def _agreements() -> _Group:
    return _Group(
        _("Agreements"),
        (
            _Place("agreements", _("Families’ agreements"), "agreements.families", OFFICE_OF_FAMILIES),
            _Place("access", _("Access"), "agreements.access", CLASSES),
            _Place("pictures", _("Pictures"), "agreements.pictures", PICTURE_READERS),
            _Place("held", _("Forms held"), "agreements.held", HOLDERS),
            _Place("signed", _("Who has signed"), "agreements.signed", COUNTERS),
            _Place("agreement-links", _("Links to sign by"), "agreements.sending", ("head", "office")),
            _Place("slips", _("Paper slips"), "agreements.slips", SLIP_READERS),
            _Place("agreement-words", _("Words to sign"), "agreements.kinds", TERM_KEEPERS),
        ),
    )


def _filter() -> _Group:
    return _Group(
        _("Web filter"),
        (
            _Place("filter", _("Web filter"), "filtering.overview", FILTER_READERS),
            _Place("filter-settings", _("What is closed"), "filtering.settings", FILTER_READERS),
            _Place("filter-proof", _("Filter tests"), "filtering.proof", FILTER_READERS),
            _Place("lists", _("Block lists"), "filtering.lists", FILTER_READERS),
            _Place("filter-report", _("Report"), "filtering.report", FILTER_READERS),
            _Place("filter-now", _("Close or pause"), "filtering.now", CLOSERS),
            _Place("asked", _("Sites asked for"), "filtering.asked", ANSWERERS),
            _Place("sites", _("Lesson sites"), "filtering.sites", CHECKERS),
        ),
    )


def _noticing() -> _Group:
    return _Group(
        _("Monitoring"),
        (
            _Place("coverage", _("What we can and can’t see"), "monitoring.coverage", COVERAGE_READERS),
            _Place("activity", _("Web activity"), "activity.asked", ACTIVITY_READERS),
            _Place("looking", _("Permission to look"), "monitoring.grants", GRANT_READERS),
            _Place("looks", _("Who looked"), "monitoring.looks", LOOK_READERS),
            _Place("activity-kept", _("How long it is kept"), "activity.kept", ACTIVITY_READERS),
            _Place("families", _("Told to families"), "monitoring.about", ACTIVITY_READERS),
            _Place("agencies", _("Whom to turn to"), "registers.agencies", READERS),
        ),
    )


def _machines() -> _Group:
    return _Group(
        _("Machines"),
        (
            _Place("machines", _("Devices"), "estate.machines", TECHNICIANS),
            _Place("places", _("Places and networks"), "estate.places", TECHNICIANS),
            _Place("which", _("What was where"), "estate.which", TECHNICIANS),
            _Place("address", _("Who was where"), "estate.who", LOOKERS),
            _Place("files", _("Files"), "intake.files", GIVERS),
            _Place("sources", _("Sources of activity"), "activity.sources", ACTIVITY_READERS),
            _Place("tokens", _("Tokens for machines"), "estate.tokens", TECHNICIANS),
            _Place("accounts", _("Accounts"), "estate.accounts", PUSHERS),
        ),
    )


def _policy() -> _Group:
    return _Group(
        _("Our policy"),
        (
            _Place("policy", _("Our policy"), "home.policy", READERS),
            _Place("versions", _("Versions"), "home.versions", READERS),
            _Place("review", _("Review"), "home.review", RECORD),
            _Place("amendments", _("Proposed changes"), "home.amendments", RECORD),
            _Place("governors", _("For governors"), "home.governors", RECORD),
            _Place("frameworks", _("National advice"), "home.frameworks", READERS),
            _Place("my-agreements", _("My agreements"), "agreements.mine", READERS),
            _Place("questions", _("Questions"), "agreements.questions", READERS),
        ),
    )


def _record() -> _Group:
    return _Group(
        _("Record"),
        (
            _Place("record", _("Record"), "home.record", RECORD),
            _Place("papers", _("Someone is asking"), "reports.papers", MAKERS),
            _Place("risks", _("Risks"), "registers.risks", RISK_READERS),
            _Place("horizon", _("What is new"), "registers.horizon", SCANNERS),
            _Place("kept", _("What is kept"), "caretaking.kept", (ADMINISTRATOR, "head", "dpo")),
            _Place("letters", _("Letters"), "notices.letters", LETTER_READERS),
            _Place("emergency", _("Emergency sign-in"), "people.emergency", MANAGERS),
            _Place("health", _("Health"), "caretaking.health", TECHNICIANS),
        ),
    )


def _way(group: _Group, school: School, roles: frozenset[str]) -> Link | None:
    """A group with one page for this visitor is a plain way to that page."""
    pages = tuple(
        Link(place.key, place.words, reverse(place.name, args=[school.ref]))
        for place in group.places
        if roles & set(place.circle)
    )
    if len(pages) < 2:
        return pages[0] if pages else None
    return Link("", group.words, pages[0].href, pages)


def _of_trust(trust: Trust) -> tuple[Link, ...]:
    return (
        Link("trust", _("Schools"), reverse("home.trust", args=[trust.ref])),
        Link("trust-subjects", _("By subject"), reverse("home.trust-subjects", args=[trust.ref])),
    )


def _trust(request: HttpRequest) -> Trust | None:
    visit = getattr(request, "trust_visit", None)
    return visit.trust if isinstance(visit, TrustVisit) else None


def _roles(request: HttpRequest, school: School) -> frozenset[str]:
    visit = getattr(request, "visit", None)
    if isinstance(visit, access.Visit):
        return visit.roles
    account = getattr(request, "user", None)
    return access.visit_of(account, school.ref).roles if isinstance(account, Account) else frozenset()


def _school(request: HttpRequest) -> School | None:
    visit = getattr(request, "visit", None)
    if isinstance(visit, access.Visit):
        return visit.school
    account = getattr(request, "user", None)
    schools = access.schools_of(account) if isinstance(account, Account) else []
    return schools[0] if len(schools) == 1 else None
