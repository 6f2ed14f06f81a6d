"""Adding persons, and letting them sign in."""

from django.db import transaction

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import INSTANCE, append, school_chain
from schoolgate.people import kinds, sessions
from schoolgate.people.models import Account, Person, School


def add_person(school: School, name: str, *, actor: Actor) -> Person:
    """Add somebody to a school. They can do nothing yet: give them a role, and a sign-in if they need one."""
    if not name.strip():
        raise BadInputError("the person", "there is no name.", "Give the name as the school writes it.")
    with transaction.atomic():
        person = Person(school=school, name=" ".join(name.split()))
        person.save()
        append(school_chain(school.ref), kinds.PERSON_ADDED, actor=actor, subject=person.ref)
    return person


def give_sign_in(person: Person, account: Account, *, actor: Actor) -> Person:
    """Let the person sign in by this account.

    Raises ``BadInputError`` if it is another person's at the same school, and while they have another that works: it
    is ended first, which its owner notices, or whoever gives sign-ins could quietly become anybody.
    """
    school = person.school
    with transaction.atomic():
        held: Person = Person.objects.for_school(school).select_for_update(of=("self",)).get(pk=person.pk)
        if Person.objects.for_school(school).filter(account=account).exclude(pk=held.pk).exists():
            raise BadInputError("the sign-in", "somebody else at this school has it.", "Make another for this person.")
        if held.account is not None and held.account != account and held.account.is_active:
            raise BadInputError("the sign-in", "they have one that works.", "Close that one first, then give another.")
        held.account = account
        held.save()
        append(
            school_chain(school.ref),
            kinds.SIGN_IN_GIVEN,
            actor=actor,
            subject=person.ref,
            details={"account": account.ref},
        )
    return held


def close_account(account: Account, *, actor: Actor) -> None:
    """The account signs in no more; whoever is signed in by it is put out at their next page."""
    with transaction.atomic():
        if Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
            sessions.end_all(account)
            append(INSTANCE, kinds.ACCOUNT_CLOSED, actor=actor, subject=account.ref)
