"""Who may act and who may see. Every view declares it with one of the decorators below; one that does not is refused.

``@anyone("why")`` and ``@signed_in`` concern no school; ``by_token`` is for machines, which no sign-in lets in.
``@at_school(*KEEPERS, shows=Shows.POLICY)`` guards a view whose address holds ``<str:school>``: somebody of another
school is told there is no such page (404), somebody of this school without one of the roles is told that they may not
(403). ``@at_school(shows=...)`` lets in whoever holds any role. The circles of roles are named in ``people.circles``.
A view that shows children says so (``Shows.CHILDREN``), and then cannot be declared for those who see none.
Inside such a view ``visit(request)`` gives the school, the person, the roles held today and the actor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as person_actor
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.ledger.queries import kept
from schoolgate.people.circles import MANAGERS, SEE_CHILDREN
from schoolgate.people.kinds import ROLES
from schoolgate.people.models import ADMINISTRATOR, ROLE_WORDS, Account, Delegation, Person, RoleAssignment, School


class Shows(StrEnum):
    """What is on a page, which decides who can be let in."""

    OWN = "own"  # of whoever asks, and nobody else
    POLICY = "policy"  # the policy, how its promises are kept, and no person but office holders
    PEOPLE = "people"  # adults here: their roles and whether they sign in
    SCHOOL = "school"  # the school itself: its term dates, its particulars
    RECORD = "record"  # who did what
    MACHINERY = "machinery"  # machines, networks, accounts, files given to us, and no child by name
    CHILDREN = "children"  # a child by name, or what could be matched to one
    UNSAID = ""


_DECLARED: Final = "who_may_see"
type View = Callable[..., Any]
type Admit = Callable[[HttpRequest], HttpResponse | None]  # what refuses the machine, or None to let it in


@dataclass(frozen=True, slots=True)
class Audience:
    """``open`` to anyone; else signed in; and at the school in the address when ``school``, with one of ``roles``, or
    of the trust in the address when ``trust`` (``people.trusts``).

    ``admit`` is for machines: it alone says whether one is let in, and a sign-in counts for nothing.
    """

    open: bool = False
    school: bool = False
    trust: bool = False
    roles: tuple[str, ...] = ()
    shows: Shows = Shows.UNSAID
    because: str = ""
    admit: Admit | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one school, today."""

    school: School
    person: Person
    roles: frozenset[str]
    actor: Actor

    @property
    def administers(self) -> bool:
        return ADMINISTRATOR in self.roles

    @property
    def manages(self) -> bool:
        """Whether they give roles and look after the school's particulars."""
        return bool(self.roles & set(MANAGERS))

    def admitted(self, audience: "Audience") -> bool:
        """Whether one of the roles held today opens the page."""
        return not audience.roles or bool(self.roles & set(audience.roles))


def anyone(because: str) -> Callable[[View], View]:
    """Open to everybody, signed in or not; say why."""
    return lambda view: declare(view, Audience(open=True, because=because))


def signed_in(view: View) -> View:
    return declare(view, Audience())


def by_token(admit: Admit, because: str) -> Callable[[View], View]:
    """For machines that ``admit`` lets in; ``because`` says which."""
    return lambda view: declare(view, Audience(because=because, admit=admit))


def at_school(*roles: str, shows: Shows = Shows.UNSAID) -> Callable[[View], View]:
    """For those of the school in the address who hold one of ``roles``, or any role where none is named.

    ``shows`` is what is on the page; a test refuses a page that does not say. Raises ``ValueError`` for a role there is
    not, and for a page that shows children to one who sees none.
    """
    unknown = [role for role in roles if role not in ROLE_WORDS]
    if unknown:
        raise ValueError(f"no such role: {', '.join(unknown)}; known: {', '.join(ROLE_WORDS)}")
    blind = [role for role in roles if role not in SEE_CHILDREN] if roles else ["whoever holds any role"]
    if shows is Shows.CHILDREN and blind:
        raise ValueError(f"a page that shows children is not for: {', '.join(blind)}")
    return lambda view: declare(view, Audience(school=True, roles=roles, shows=shows))


def audience_of(view: View) -> Audience | None:
    """What the view declares, or None."""
    declared = getattr(view, _DECLARED, None)
    return declared if isinstance(declared, Audience) else None


def visit(request: HttpRequest) -> Visit:
    """Who is here, inside a view declared ``@at_school``."""
    found = getattr(request, "visit", None)
    if not isinstance(found, Visit):
        raise RuntimeError("this view is not declared @at_school, so there is no visit")
    return found


def visit_of(account: Account, school_ref: str, on: date | None = None) -> Visit:
    """The visit of a signed-in account at the school ``school_ref``.

    Raises ``NotFoundError`` alike for a school that is not there and for one where this account is nobody today.
    """
    hidden = NotFoundError("the page", "there is none at this address for you.", "Check the address.")
    with unscoped("the address names the school, and the account the person there"):
        rows = Person.objects.filter(account=account, school__ref=school_ref).select_related("school__trust")
        person: Person | None = rows.first()
    if person is None:
        raise hidden
    school: School = person.school
    day = on or today(school)
    roles = kept(school.ref, ("roles", person.ref, day), lambda: roles_of(person, day), rests_on=ROLES)
    if not roles:
        raise hidden
    return Visit(school, person, roles, person_actor(person.ref))


def roles_of(person: Person, on: date, known_at: datetime | None = None) -> frozenset[str]:
    """The roles a person holds on a day: their own, those they hold as a deputy, and those passed to them whole by
    somebody who holds them that day. To look after Schoolgate passes to nobody: that role is given, with an end.
    """
    rows = RoleAssignment.objects.for_school(person.school).as_of(on, known_at)
    passed = Delegation.objects.for_school(person.school).as_of(on, known_at).filter(to=person, area="")
    passed = passed.exclude(role=ADMINISTRATOR)
    holding = set(rows.filter(Q(person=person) | Q(person__in=passed.values("giver"))).values_list("person_id", "role"))
    held = frozenset(role for holder, role in holding if holder == person.pk)
    if len(held) == len(holding):  # nobody who passed anything to them holds a role that day
        return held
    return held | {role for giver, role in passed.values_list("giver_id", "role") if (giver, role) in holding}


def schools_of(account: Account) -> list[School]:
    """Where the account is somebody today, by name: what the front door offers."""
    with unscoped("an account may be a person at several schools"):
        persons = list(Person.objects.filter(account=account).select_related("school"))
    found = [person.school for person in persons if roles_of(person, today(person.school))]
    return sorted(found, key=lambda school: school.name)


def require(actor_roles: frozenset[str], *allowed: str) -> None:
    """Raise ``DeniedError`` unless one of the roles is allowed."""
    if not actor_roles & set(allowed):
        words = " or ".join(ROLE_WORDS[role].lower() for role in allowed)
        raise DeniedError(
            "What you asked for", f"it is for the {words}.", "Ask them, or ask an administrator to give you the role."
        )


def today(school: School) -> date:
    """The day it is at the school."""
    return timezone.now().astimezone(ZoneInfo(school.time_zone)).date()


def declare(view: View, audience: Audience) -> View:
    """Raises ``ValueError`` for a view that says so already."""
    if audience_of(view) is not None:
        raise ValueError(f"{view!r} already says who may see it")
    setattr(view, _DECLARED, audience)
    return view
