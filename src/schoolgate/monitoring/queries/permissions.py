"""May somebody look, as the tables stand now: what the pure rules are told."""

from datetime import date
from typing import Final

from schoolgate.monitoring.models import GrantSignature, SecondAgreement, ViewGrant
from schoolgate.monitoring.permissions.deciding import Asking, Grant, Permission, Second, decide
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Membership, Person, School
from schoolgate.people.queries import holders

# A page asks before anybody has typed a reason.
_GIVEN: Final = ("worry", "A reason will be given.")


def may_look(
    school: School,
    viewer: Person,
    *,
    report: str,
    subject: Person | None = None,
    about: str = "",
    alert: str = "",
    own: bool = False,
    why: str | None = None,
    words: str | None = None,
    emergency: bool = False,
    on: date | None = None,
) -> Permission:
    """Whether ``viewer`` may look at ``report``: at ``subject``, or at the device or class ``about``.

    ``alert`` is the ref of the alert it starts from, and ``own`` whether that is about the viewer. Left out, ``why``
    (a key of ``REASONS``) and ``words`` are taken as given, for a page that shows whether to ask. Nothing is entered:
    ``actions.look`` does that.
    """
    day = on or today(school)
    same = viewer.school_id == school.pk and (subject is None or subject.school_id == school.pk)
    asking = Asking(
        report=report,
        viewer=viewer.ref,
        human=human_of(viewer),
        roles=roles_of(viewer, day) if same else frozenset(),
        on=day,
        why=_GIVEN[0] if why is None else why,
        words=_GIVEN[1] if words is None else words,
        subject=subject.ref if subject else "",
        subject_human=human_of(subject) if subject else "",
        subject_roles=roles_of_subject(subject, day) if subject and same else frozenset(),
        same_school=same,
        about="" if subject else about,
        alert=alert,
        own=own,
        emergency=emergency,
    )
    return decide(asking, grants_of(school, on=day), _seconds(school, day) if same else ())


def grants_of(school: School, *, on: date) -> list[Grant]:
    """The permissions that hold on a day, as the rules know them."""
    rows = ViewGrant.objects.for_school(school).filter(state=ViewGrant.State.AGREED, starts__lte=on, until__gte=on)
    signed: dict[int, list[GrantSignature]] = {}
    for one in GrantSignature.objects.for_school(school).filter(grant__in=rows):
        signed.setdefault(one.grant_id, []).append(one)
    return [
        Grant(
            row.ref,
            row.report,
            row.role,
            row.starts,
            row.until,
            frozenset(one.human for one in signed.get(row.pk, ())),
            any(one.role == "chair" for one in signed.get(row.pk, ())),
        )
        for row in rows.order_by("pk")
    ]


def chairs(school: School, on: date) -> list[str]:
    """Refs of whoever holds the chair of governors; those who stand in for it, where nobody does."""
    found = [one.ref for one in holders(school, "chair", on=on)]
    return found or [one.ref for one in holders(school, ("online-safety-governor", "governors"), on=on)]


def _seconds(school: School, on: date) -> list[Second]:
    rows = SecondAgreement.objects.for_school(school).filter(state=SecondAgreement.State.AGREED, until__gte=on)
    return [
        Second(
            row.ref,
            row.viewer.ref,
            row.subject.ref if row.subject else "",
            row.role,
            row.human,
            row.until,
            row.about,
        )
        for row in rows.select_related("viewer", "subject")
    ]


def roles_of_subject(subject: Person, on: date) -> frozenset[str]:
    """Their roles that day; ``pupils`` for whoever was one here and holds none now, so that a leaver is still one."""
    roles = roles_of(subject, on)
    pupil = Membership.objects.for_school(subject.school).known().filter(person=subject, capacity="pupil")
    return frozenset({"pupils"}) if not roles and pupil.exists() else roles


def human_of(who: Person) -> str:
    """The sign-in behind a person, else their own ref: persons of one human are one."""
    return str(who.account.ref) if who.account else str(who.ref)
