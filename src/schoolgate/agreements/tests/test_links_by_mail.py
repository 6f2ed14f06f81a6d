"""A link and a receipt go by a real mail server, to the address that a carer gave, and name nobody."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.notices.actions import send, send_due
from schoolgate.notices.tests.conftest import Server, server
from schoolgate.people import actions as people
from schoolgate.people.models import Person, School

__all__ = ["server"]


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    found = Okoros(school, amara)
    people.set_reach(found.nadia, "email", "nadia@okoro.example", actor=ACTOR, valid_from=LONG_AGO)
    return found


def test_it_works(school: School, okoros: Okoros, server: Server) -> None:
    actions.send_links(school, [okoros.nadia], actor=ACTOR)
    send_due(timezone.now())
    (letter,) = server.got
    words = letter.get_content()
    assert letter["To"] == "nadia@okoro.example"
    assert not re.search("Okoro|Nadia|Ida|Tom", words)
    found = re.search(r"/s/([0-9a-z-]{19})/", words)
    assert found
    okoros.signs(found[1])
    okoros.post(found[1], "mail/")
    send_due(timezone.now())
    receipt = server.got[-1].get_content()
    assert re.search(r"Receipt: [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}", receipt)
    assert not re.search("Okoro|Ida|website", receipt)


def test_what_is_for_staff_goes_to_no_private_address(school: School, okoros: Okoros, server: Server) -> None:
    send(school, okoros.nadia.ref, "agreement.read-policy", {"link": f"{settings.SCHOOLGATE_URL}/x/"}, actor=ACTOR)
    assert send_due(timezone.now()) == 0
    assert server.got == []
