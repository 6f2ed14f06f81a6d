"""What a decision says: its reason, what would make it otherwise, whether asking helps, and the policy's clause."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from schoolgate.gates.web import sentences
from schoolgate.gates.web.categories import CATALOGUE
from schoolgate.gates.web.deciding import CANNOT_DECIDE, decide
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.tests.a_filter import (
    GUEST,
    INFANT,
    JUNIOR,
    LISTS,
    NOON,
    STAFF,
    ask,
    closes,
    night,
    opens,
    pauses,
    rules,
)
from schoolgate.gates.web.tests.test_gate import requests, some_rules
from schoolgate.gates.web.unreadable import WORDS, Reason
from schoolgate.gates.web.ways import WAYS
from schoolgate.kernel.verdicts import Verdict
from schoolgate.vocabulary.screens import SCREEN_WORDS

SUMMER = datetime(2026, 7, 1, 11, 30, tzinfo=UTC)  # half past twelve at the school
CLAUSES = {
    "junior": "c_level",
    "games": "c_games",
    "locked": "c_locked",
    "garden": "c_garden",
    "quic": "c_quic",
    "exc_1": "c_exception",
    "clo_1": "c_closure",
    "pau_1": "c_pause",
    "win_night": "c_night",
    "nobody-known": "c_nobody",
}


@given(some_rules, requests)
def test_every_decision_says_why_in_one_sentence_and_knows_its_version(agreed: Rules, request: Request) -> None:
    decision = decide(request, agreed, LISTS)
    begins_with_the_site = decision.rule.startswith("exception:")  # and a site's name is written as it is
    assert decision.because[0].isupper() or begins_with_the_site
    assert decision.because.endswith(".")
    assert ". " not in decision.because
    assert decision.epoch == agreed.epoch
    assert bool(decision.otherwise) == (decision.verdict is not Verdict.ALLOW)
    assert not (decision.askable and decision.rule in ("locked", "nobody-known"))
    assert not (decision.rewrites and decision.verdict is Verdict.BLOCK)


@pytest.mark.parametrize(
    ("host", "who", "parts", "clause"),
    [
        ("puzzles.example", JUNIOR, {}, "c_games"),
        ("casino.example", JUNIOR, {}, "c_level"),
        ("casino.example", STAFF, {}, ""),
        ("library.example", JUNIOR, {}, "c_level"),
        ("worst.example", JUNIOR, {}, "c_locked"),
        ("library.example", INFANT, {}, "c_garden"),
        ("library.example", Who(), {"unknown": ""}, "c_nobody"),
        ("casino.example", JUNIOR, {"exceptions": (opens("casino.example"),)}, "c_exception"),
        ("casino.example", JUNIOR, {"closures": (closes("casino.example"),)}, "c_closure"),
        ("casino.example", JUNIOR, {"pauses": (pauses(),)}, "c_pause"),
    ],
)
def test_the_clause_is_that_of_what_decided_or_else_of_the_level(
    host: str, who: Who, parts: dict[str, object], clause: str
) -> None:
    assert decide(ask(host, who), rules(clauses=CLAUSES, **parts), LISTS).clause == clause


def test_the_clause_of_a_way_round_and_of_closed_hours() -> None:
    agreed = rules(clauses=CLAUSES, windows=(night(),))
    assert decide(ask("library.example", asked=Asked.QUIC), agreed, LISTS).clause == "c_quic"
    assert decide(ask("library.example", at=NOON.replace(hour=23)), agreed, LISTS).clause == "c_night"
    assert agreed.clause("no-such", "games") == "c_games"
    assert agreed.clause("no-such") == ""


def test_moments_are_told_on_the_schools_own_clock() -> None:
    exception = replace(opens("casino.example"), since=SUMMER, until=SUMMER + timedelta(hours=2))
    decision = decide(ask("casino.example", at=SUMMER), rules(exceptions=(exception,)), LISTS)
    assert decision.because == "casino.example was opened until 14:30 on 1 July 2026: The lesson on chance."
    abroad = rules(exceptions=(exception,), zone="Asia/Kolkata")
    assert "until 19:00 on 1 July 2026" in decide(ask("casino.example", at=SUMMER), abroad, LISTS).because


def test_what_holds_for_good_says_so_and_a_reason_needs_no_full_stop() -> None:
    exception = replace(opens("casino.example"), until=None, why="Agreed by the governors")
    decision = decide(ask("casino.example"), rules(exceptions=(exception,)), LISTS)
    assert decision.because == "casino.example was opened until it is taken back: Agreed by the governors."


@pytest.mark.parametrize(
    ("request_", "askable", "otherwise"),
    [
        (ask("worst.example"), False, sentences.NEVER),
        (ask("puzzles.example"), True, sentences.ASK),
        (ask("library.example", INFANT), True, sentences.ASK),
        (ask("8.8.8.8", GUEST), True, sentences.ASK),
        (ask("mask.icloud.com"), False, sentences.SWITCH),
        (ask("two..dots.example"), False, sentences.AS_SHOWN),
        (ask("library.example"), False, ""),
    ],
)
def test_whether_asking_helps(request_: Request, askable: bool, otherwise: str) -> None:
    decision = decide(request_, rules(), LISTS)
    assert (decision.askable, decision.otherwise) == (askable, otherwise)


def test_what_is_open_says_for_whom_and_why() -> None:
    assert decide(ask("library.example", STAFF), rules(), LISTS).because == "Nothing closes it for staff."
    chosen = decide(ask("numbers.example", INFANT), rules(), LISTS)
    assert chosen.because == "It is among the sites chosen for early years and key stage 1."


def test_words_of_the_code_stay_out_of_what_people_read() -> None:
    said = [
        *(value for name, value in vars(sentences).items() if name.isupper() and isinstance(value, str)),
        *sentences.THEN.values(),
        *WORDS.values(),
        *(f"{way.words} {way.why}" for way in WAYS.values()),
        *(f"{each.words} {each.why} {each.source}" for each in CATALOGUE),
        CANNOT_DECIDE.because,
    ]
    code_words = {word for word in SCREEN_WORDS if word not in ("gate", "control")}
    found = [(word, text) for word in code_words for text in said if word in text.lower().split()]
    assert found == []


def test_every_reason_an_address_is_refused_for_has_its_words() -> None:
    assert set(WORDS) == set(Reason)
    for reason, words in WORDS.items():
        assert sentences.unreadable(reason) == f"The address cannot be read: {words}"
