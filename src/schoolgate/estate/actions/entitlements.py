"""The one writer of what each person, class or account may use. Agreements decide; this says what follows."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds
from schoolgate.estate.actions.saying import check_days, record
from schoolgate.estate.models import DirectoryAccount, Entitlement
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import Group, Person
from schoolgate.vocabulary.entitlements import ENTITLEMENTS

type Subject = Person | Group | DirectoryAccount


def entitle(
    subject: Subject,
    what: str,
    level: str,
    *,
    decided: tuple[str, str],
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
) -> Entitlement:
    """Record that the subject may use ``what`` at ``level`` over those days. ``decided`` is the kind and the ref of
    what it follows from. What was decided of those days before no longer holds. Raises ``BadInputError`` for what is
    unknown.
    """
    _check(what, level)
    check_days("the entitlement", valid_from, valid_to)
    if not all(decided):
        raise BadInputError("the entitlement", "nothing is said to have decided it.", "Say what did, by kind and ref.")
    row = Entitlement(school=subject.school, subject=subject.ref, what=what, level=level, **{_field(subject): subject})
    row.decided_kind, row.decided_ref = decided
    row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
    with transaction.atomic():
        hold(subject.school)
        put(row)
        details = {"what": what, "level": level, "decided_kind": decided[0], "decided_ref": decided[1]}
        days = {"valid_from": valid_from, "valid_to": valid_to}
        record(subject.school, kinds.ENTITLED, subject.ref, actor, **details, **days)
    return row


def end_entitlement(subject: Subject, what: str, *, decided: tuple[str, str], actor: Actor, valid_to: date) -> None:
    """Record that from ``valid_to`` on nothing is decided for the subject. Raises ``BadInputError`` if nothing was."""
    _check(what)
    with transaction.atomic():
        hold(subject.school)
        rows = Entitlement.objects.for_school(subject.school).known().overlapping(valid_to, None)
        if not rows.filter(subject=subject.ref, what=what).exists():
            raise BadInputError("the entitlement", f"there is none on {valid_to}.", "Check the day.")
        key = {"subject": subject.ref, "what": what}
        withdraw(Entitlement, subject.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        said = {"what": what, "decided_kind": decided[0], "decided_ref": decided[1]}
        record(subject.school, kinds.ENTITLEMENT_ENDED, subject.ref, actor, valid_to=valid_to, **said)


def _check(what: str, level: str | None = None) -> None:
    if what not in ENTITLEMENTS:
        known = ", ".join(ENTITLEMENTS)
        raise BadInputError("the entitlement", f"there is nothing called {what!r}.", f"Known: {known}.")
    if level is not None and level not in ENTITLEMENTS[what].levels:
        known = ", ".join(ENTITLEMENTS[what].levels)
        raise BadInputError(f"the level of {what}", f"there is no {level!r}.", f"Known: {known}.")


def _field(subject: Subject) -> str:
    if isinstance(subject, Person):
        return "person"
    return "group" if isinstance(subject, Group) else "account"
