"""That it is the right policy: this school's, and one that still waits for somebody."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.home import whatread
from schoolgate.home.tests import a_document
from schoolgate.people.models import School
from schoolgate.policy import actions
from schoolgate.policy.models import Version

WAITS = b"A newer version has been read"


def whose(names: str, school: str) -> list[str]:
    reading = a_document.reading()
    named = replace(reading, document=replace(reading.document, school=names))
    return [row.value for row in whatread.rows(named, date(2026, 11, 3), school) if row.name == "School"]


def keep_another(school: School, words: bytes) -> Version:
    reading = a_document.reading()
    again = replace(reading, extract=replace(reading.extract, sha256=words.hex()))
    return actions.keep_version(school, again, filename="newer.docx", data=words, actor=operator("test"))


def test_a_policy_that_names_another_school_is_pointed_out() -> None:
    assert whose("Wren Lane Infant School", "Robin Hill Infant School") == ["Wren Lane Infant School"]


@pytest.mark.parametrize("named", ["", "Robin Hill Infants", "The Robin Hill School", "Infant School"])
def test_another_way_to_write_our_name_is_not(named: str) -> None:
    assert whose(named, "Robin Hill Infant School") == []


def test_a_version_read_after_the_one_in_force_waits(client: Client, school: School, in_force: Version) -> None:
    keep_another(school, b"newer")
    assert WAITS in client.get(f"/schools/{school.ref}/").content


def test_one_that_was_passed_over_is_not_asked_about_again(client: Client, school: School, kept: Version) -> None:
    keep_another(school, b"passed over")
    actions.put_in_force(
        kept, body="governing-body", ratified_on=date(2023, 11, 20), actor=operator("test"), actor_name="operator"
    )
    assert WAITS not in client.get(f"/schools/{school.ref}/").content
