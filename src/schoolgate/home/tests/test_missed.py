"""A sentence that we read as promising nothing, made a promise by a person."""

import re

from django.test import Client

from schoolgate.home.tests.asking import words_of
from schoolgate.people.models import School
from schoolgate.policy.models import Version


def test_a_promise_that_we_missed_is_added_by_whoever_looks_after_the_policy(
    client: Client, school: School, in_force: Version
) -> None:
    address = f"/schools/{school.ref}/policy/missed/"
    sentence = re.search(r"\?sentence=(\w+)", client.get(address).content.decode())
    assert sentence is not None
    asked = client.get(f"{address}?sentence={sentence.group(1)}")
    assert "This sentence is a promise" in words_of(asked)
    nothing_said = client.post(address, {"sentence": sentence.group(1)})
    assert nothing_said.status_code == 422
    assert "Say who must act." in words_of(nothing_said)
    answer = {"sentence": sentence.group(1), "strength": "must", "polarity": "do", "who": ["staff"]}
    added = client.post(address, answer, follow=True)
    assert "Added to the record: that sentence is a promise." in words_of(added)
    assert client.post(address, answer).status_code == 404  # it is one already
