"""One technician goes and another comes: nothing the first had opens any more, and the second comes in by a link."""

from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.caretaking.actions.handover import Coming, HandedOver, hand_over
from schoolgate.estate import queries as estate
from schoolgate.estate.actions import make_token
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting
from schoolgate.frame.encrypted import ring
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Account, Person, School

ACTOR = operator("test")
OLD, NEW = "ash@robinhill.example", "bea@robinhill.example"


@pytest.fixture
def school(db: None) -> School:
    """A school whose only administrator is its technician, with a way in for a machine."""
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    person = opening.add_administrator(school, "Ash Tern", OLD, "three plain words here", actor=ACTOR)
    actions.give_role(person, "it-lead", actor=ACTOR, valid_from=today(school))
    ends = today(school) + timedelta(days=90)
    make_token(school, "Printer", ["estate.bindings"], ends_on=ends, actor=acting(person.ref))
    make_token(school, "Directory", ["estate.bindings"], ends_on=ends, actor=ACTOR)
    return school


def over(school: School, **options: bool) -> HandedOver:
    return hand_over(school, OLD, Coming("Bea Finch", NEW), actor=ACTOR, **options)


def works(client: Client) -> bool:
    """Whether the visitor is signed in."""
    return not client.get("/").headers.get("Location", "").startswith("/account/login/")


def test_it_works(school: School) -> None:
    visitor = Client()
    visitor.force_login(Account.objects.get(email=OLD))
    visitor.get("/")
    assert works(visitor)
    done = over(school)
    assert not works(visitor)
    old = Person.objects.for_school(school).get(ref=done.gone)
    assert (roles_of(old, today(school)), old.account) == (frozenset(), None)
    assert not Account.objects.get(email=OLD).is_active
    new = queries.person(school, done.come)
    assert roles_of(new, today(school)) == {"administrator", "it-lead"}
    assert [one.works for one in estate.tokens(school) if one.ref in done.tokens] == [False]
    entry = lines(school_chain(school.ref), labels=["school"], kind="technician.changed")[0]
    assert (entry.subject, entry.details and entry.details["gone"]) == (new.ref, old.ref)


def test_the_link_opens_once_and_lets_them_choose_a_password(school: School) -> None:
    address = over(school).link.partition("://")[2].partition("/")[2]
    visitor = Client()
    form = visitor.get(f"/{address}", follow=True)
    assert form.status_code == 200
    chosen = {"password1": "four plain words here", "password2": "four plain words here"}
    visitor.post(form.request["PATH_INFO"], chosen)
    assert Account.objects.get(email=NEW).check_password("four plain words here")
    again = Client().get(f"/{address}", follow=True).content.decode()
    assert "password1" not in again


def test_the_keys_are_changed_and_every_way_in_ended_when_asked(school: School) -> None:
    before = ring().in_use
    done = over(school, all_tokens=True, rotate_keys=True)
    assert len(done.tokens) == 2
    assert ring().in_use != before
    assert done.locked_again
    assert queries.person(school, done.come).name == "Bea Finch"


def test_who_looks_after_nothing_or_is_nobody_is_refused(school: School) -> None:
    opening.add_account("dsl@robinhill.example", "three plain words here", actor=ACTOR)
    for email, error in (("nobody@robinhill.example", NotFoundError), ("dsl@robinhill.example", NotFoundError)):
        with pytest.raises(error):
            hand_over(school, email, Coming("Bea Finch", NEW), actor=ACTOR)
    with pytest.raises(BadInputError, match="whoever leaves"):
        hand_over(school, OLD, Coming("Bea Finch", OLD), actor=ACTOR)
