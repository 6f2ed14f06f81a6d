"""What schools promise about agreements, pictures, visitors and access, in our own words, and what rooms count of it.

Each promise is read as a school would have written it, and judged with what the rooms count. Where no room can count,
the promise is in the short list, with why.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import pytest

from schoolgate.agreements.counting import counted as counted_by_agreements
from schoolgate.controls.registry import CONTROLS
from schoolgate.door.counting import counted as counted_by_the_door
from schoolgate.evidence.judging import Asked, Question
from schoolgate.evidence.tests.a_school import with_policy
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import today
from schoolgate.policy.promises import PromiseInForce
from schoolgate.reading.formats import paste
from schoolgate.reading.read import read
from schoolgate.vocabulary.facts import FACTS, Counted

TODAY: Final = date(2026, 11, 3)
GOOD: Final = Counted(40, 40, 0, 0, TODAY)
LATE: Final = replace(GOOD, good=38, late=2)
QUIET: Final = replace(GOOD, good=38, unknown=2)
K, D, N, B = Standing.KEPT, Standing.DECLARED, Standing.NOT_KNOWN, Standing.BROKEN

# The promise's number among those of schools' policies, its words, the check that speaks, what that check looks at, and
# how it stands where all are good, where two are late, and where two were not heard from.
MEASURED: Final = (
    (7, "All staff read and understand this policy.", "policy_read", "agreements.policy_read", (K, B, N)),
    (
        25,
        "Pupils may use the internet only once their parents have signed the home-school agreement.",
        "access_waits_for_families",
        "access.pupils_wait",
        (K, B, N),
    ),
    (
        26,
        "Parents sign the pupils' internet agreement before pupils are granted access to school devices.",
        "access_waits_for_families",
        "access.pupils_wait",
        (K, B, N),
    ),
    (
        26,
        "Parents must sign and return the home-school agreement.",
        "pupil_agreements",
        "agreements.pupils_signed",
        (K, B, N),
    ),
    (27, "Staff sign an acceptable use agreement.", "staff_agreements", "agreements.staff_signed", (K, B, N)),
    (
        27,
        "Staff must sign the acceptable use agreement before they use school systems.",
        "access_waits_for_staff",
        "access.staff_wait",
        (K, B, N),
    ),
    (
        28,
        "Staff and governors have read and signed the acceptable use agreement.",
        "staff_agreements",
        "agreements.staff_signed",
        (K, B, N),
    ),
    (
        29,
        "Parents must sign a photo consent form at the start of every school year.",
        "photo_answers",
        "agreements.photo_consents",
        (K, B, N),
    ),
    (
        30,
        "A picture on the website that is not appropriate must be removed within one working day.",
        "withdrawn_pictures_down",
        "agreements.pictures_down",
        (K, B, N),
    ),
    (
        31,
        "Parents give written permission before photographs of pupils are published on social media.",
        "photo_answers",
        "agreements.photo_consents",
        (K, B, N),
    ),
    (
        32,
        "Parents sign a declaration that pictures taken at school events stay off social media.",
        "event_pictures_promised",
        "agreements.event_pictures",
        (K, B, N),
    ),
    (
        33,
        "At school performances parents may take photographs of their own children only.",
        "event_pictures_promised",
        "agreements.event_pictures",
        (D, N, N),
    ),
    (
        34,
        "Parents must not use mobile phones while they are helping at school.",
        "visitors_gave_their_word",
        "door.helpers_accepted",
        (D, N, N),
    ),
    (
        38,
        "Staff are given sharing rights only when they can show that they understand who can see a shared folder.",
        "sharing_understood",
        "access.sharing_understood",
        (K, B, N),
    ),
    (
        39,
        "Pupils are given a school email address for remote learning.",
        "pupil_mail_waits",
        "access.pupil_mail",
        (K, B, N),
    ),
    (59, "Every user has a unique username and password.", "own_accounts", "accounts.own", (K, B, N)),
    (
        69,
        "All users have clearly defined access rights to school systems.",
        "accounts_as_decided",
        "accounts.as_decided",
        (K, B, N),
    ),
    (72, "Each user is given a dedicated account on the network.", "own_accounts", "accounts.own", (K, B, N)),
    (
        94,
        "Staff must not befriend or follow parents on social media.",
        "staff_gave_their_word",
        "agreements.staff_signed",
        (D, N, N),
    ),
    (
        115,
        "Staff must not use mobile phones around the children.",
        "staff_gave_their_word",
        "agreements.staff_signed",
        (D, N, N),
    ),
    (
        119,
        "Visitors and contractors must not use mobile phones near the children.",
        "visitors_gave_their_word",
        "door.rule_accepted",
        (D, N, N),
    ),
    (
        128,
        "Staff should not share their personal mobile phone numbers with parents.",
        "staff_gave_their_word",
        "agreements.staff_signed",
        (D, N, N),
    ),
    (
        118,
        "Data about children must never be downloaded onto a private phone of staff.",
        "staff_gave_their_word",
        "agreements.staff_signed",
        (D, N, N),
    ),
)
# What no room counts, and why: somebody says that it is so, or nobody does.
NOT_COUNTED: Final = (
    (6, "Each new family is given a copy of this policy.", "a copy is handed over, and nobody signs for it"),
    (30, "Photo permission slips are checked before any picture is uploaded to the website.", "nobody sees the look"),
    (
        35,
        "Pupils' work is published on the website without their names unless consent was given.",
        "pages are not read",
    ),
    (37, "Pupils must not take or share pictures of others without their permission.", "how children behave"),
    (
        119,
        "Parents leave their mobile phones in their pockets while they are on site.",
        "parents at the gate sign nothing",
    ),
)
# The promises that signatures, the door and the access gate are there to keep.
COVERED: Final = frozenset({6, 7, *range(25, 40), 59, 69, 72, 94, 115, 118, 119, 128})
# P36, names on the website, waits for the reading of pages: its check is there, and a list gives it.
OF_ANOTHER_ROOM: Final = frozenset({36})
RELIED_ON: Final = frozenset(row[3] for row in MEASURED)
MEASURED_IDS: Final = [f"P{number}: {words}" for number, words, *_ in MEASURED]


@cache
def question(words: str) -> Question:
    """The sentence as it is read from a policy, and the checks that concern it."""
    clauses = read(paste(f"# Online Safety Policy\n\n{words}\n")).clauses
    (clause,) = [one for one in clauses if one.promises]
    return Asked(CONTROLS).of(PromiseInForce(clause.ref, 1, clause, confirmed=True))


def answers(words: str, facts: Mapping[str, Any]) -> dict[str, Standing]:
    """What each check says of the sentence, with these facts and none besides."""
    asked = question(words)
    said = {one.key: one.answer({**facts, "policy.promise": asked.about}, TODAY) for one in asked.first}
    return {key: finding.standing for key, finding in said.items() if finding is not None}


@pytest.mark.parametrize(("number", "words", "check", "fact", "stands"), MEASURED, ids=MEASURED_IDS)
def test_a_promise_stands_by_what_a_room_counts(
    number: int, words: str, check: str, fact: str, stands: tuple[Standing, Standing, Standing]
) -> None:
    assert number in COVERED
    assert tuple(answers(words, {fact: given}).get(check) for given in (GOOD, LATE, QUIET)) == stands


@pytest.mark.parametrize("words", [row[1] for row in (*MEASURED, *NOT_COUNTED)])
def test_nothing_is_said_to_be_kept_where_nothing_is_known(words: str) -> None:
    empty = {key: Counted(0, 0, 0, 0, TODAY) for key in RELIED_ON}
    assert set(answers(words, {}).values()) <= {N}
    assert set(answers(words, empty).values()) <= {N}


@pytest.mark.parametrize(("number", "words", "why"), NOT_COUNTED)
def test_what_no_room_counts_is_in_the_short_list_and_is_not_taken_for_kept(number: int, words: str, why: str) -> None:
    assert number in COVERED
    assert why
    assert set(answers(words, dict.fromkeys(RELIED_ON, GOOD)).values()) <= {N}


def test_every_promise_is_in_one_of_the_two_lists() -> None:
    listed = {row[0] for row in MEASURED} | {row[0] for row in NOT_COUNTED}
    assert COVERED - listed == OF_ANOTHER_ROOM
    assert listed <= COVERED


@pytest.mark.django_db
def test_each_count_they_rest_on_is_made_by_a_room_of_what_it_holds() -> None:
    school = with_policy("# Online Safety Policy\n\nStaff must lock their screens.\n")
    given = counted_by_agreements(school, on=today(school)) | counted_by_the_door(school, on=today(school))
    assert RELIED_ON - given.keys() == set()
    assert {key: value for key, value in given.items() if key in RELIED_ON and value is not None} == {}
    assert {FACTS[key].shape for key in RELIED_ON} == {Counted}
