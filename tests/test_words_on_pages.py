"""No code word reaches a page as it is sent, whatever room its words came from."""

import re
from datetime import date

import pytest
from django.test import Client
from house import words

from schoolgate.frame.actor import operator
from schoolgate.intake.bounded import read_bounded
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Account, School
from schoolgate.policy import actions as policies

pytestmark = pytest.mark.once
EMAIL = "head@robinhill.example"
# Sentences that between them wake every check there is, in words that are no code's.
POLICY = """# Online Safety Policy

Approved: November 2023. Next review: November 2024.

Governors review this policy every two years. The safeguarding lead regularly reads the filter report.
Staff change their passwords every term. Parents give written permission as appendix 4 sets out.
IT support updates every laptop each week. The governor for online safety meets the lead once a term.
"""


@pytest.fixture
def school(db: None) -> School:
    actor = operator("test")
    school = people.add_school(name="Robin Hill Infant School", actor=actor)
    opening.add_administrator(school, "Amara Whitlock", EMAIL, "three plain words here", actor=actor)
    data = POLICY.encode()
    reading = read_bounded(data, "policy.md", today=date(2026, 1, 5))
    kept = policies.keep_version(school, reading, filename="policy.md", data=data, actor=actor)
    policies.put_in_force(
        kept, body="governing-body", ratified_on=date(2023, 11, 20), actor=actor, actor_name="Amara Whitlock"
    )
    return school


def test_no_page_of_a_school_shows_a_code_word(school: School) -> None:
    client = Client()
    client.force_login(Account.objects.get(email=EMAIL))
    top = f"/schools/{school.ref}/"
    policy = client.get(f"{top}policy/").content.decode()
    opened = sorted(set(re.findall(r"\?open=[^#\"]+", policy)))
    assert len(opened) > 3
    read = re.search(r'href="([^"]+/policy/read/[^"#]+)', policy)
    assert read is not None
    addresses = [top, f"{top}policy/", f"{top}policy/new/", f"{top}record/", "/leaves/", "/account/2fa/", read.group(1)]
    addresses += [f"{top}policy/{query}" for query in opened] + [f"{top}policy/{opened[0]}&correct=1"]
    found = {
        (address.removeprefix(top), word)
        for address in addresses
        for word in words.code_words(words.visible_text(client.get(address).content.decode()))
    }
    assert found == set()


def test_a_sign_in_is_not_greeted_by_its_ref(school: School) -> None:
    given = {"login": EMAIL, "password": "three plain words here"}
    page = Client().post("/account/login/", given, follow=True).content.decode()
    assert "acc_" not in page
