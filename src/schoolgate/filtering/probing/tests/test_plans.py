"""What a plan may ask for: nothing harmful, and of illegal content only what its own bodies publish to be tried."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from schoolgate.filtering.probing import known, stand_in
from schoolgate.filtering.probing.making import SETS, Own, harmless, trials
from schoolgate.filtering.probing.plans import (
    BLOCK,
    CONTROL,
    DIRECT,
    FAIR,
    ILLEGAL,
    MUST_BLOCK,
    PROXY,
    PUBLISHED_HOSTS,
    Plan,
    Trial,
    Way,
    WrongPlanError,
    fingerprint,
    plan_document,
    plan_from,
    stand_in_page,
)
from schoolgate.filtering.probing.reaching import BLOCK_WORDS
from schoolgate.filtering.probing.running import run_plan
from schoolgate.filtering.probing.tests.lab import ZONE, plan, stand_ins
from schoolgate.gates.web.categories import CATEGORIES, LOCKED
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.kernel.errors import BadInputError

LEVELS = {level.key: level for level in SHIPPED}


def of(level: str, *sets: str) -> dict[str, Trial]:
    return {
        one.key: one for one in trials(LEVELS[level], sets or tuple(SETS), zone=ZONE, encrypted=True, at="192.0.2.9:80")
    }


def test_it_works() -> None:
    juniors = of("junior", "stand-ins")
    assert juniors["stand-in-adult-https"].purpose == BLOCK
    assert juniors["stand-in-learning-http"].purpose == FAIR
    assert of("staff", "stand-ins")["stand-in-games-http"].purpose == FAIR
    assert of("infant", "stand-ins")["stand-in-news-http"].purpose == BLOCK, "only the garden is open to infants"


@pytest.mark.parametrize("level", LEVELS)
def test_a_plan_of_each_level_may_be_run_and_is_read_as_it_was_written(level: str) -> None:
    made = Plan("prb_x", "Hall", "tablet", level, tuple(of(level).values()), (Way(DIRECT),), zone=ZONE, key="secret")
    assert plan_from(plan_document(made)) == made
    assert fingerprint(made) == fingerprint(replace(made, key="other"))
    for test in made.tests:
        if test.purpose in MUST_BLOCK:
            assert made.is_stand_in(test.host) or test.host in PUBLISHED_HOSTS
            assert made.test(test.control).purpose == CONTROL  # type: ignore[union-attr]  # it is there, or this fails


def test_illegal_content_has_no_stand_in_and_only_published_pages() -> None:
    assert not {category.key for category in LOCKED} & {each.key for each in stand_in.categories()}
    illegal = [each.trial for each in known.EVERY if each.trial.purpose == ILLEGAL]
    assert {one.host for one in illegal} <= PUBLISHED_HOSTS
    assert {one.category for one in illegal} <= {category.key for category in LOCKED}
    assert all(urlsplit(each.source).scheme == "https" and each.whose for each in known.EVERY)


@pytest.mark.parametrize(
    ("test", "why"),
    [
        (Trial("x", BLOCK, "http://harm.example/"), "harmless"),
        (Trial("x", ILLEGAL, f"http://adult.{ZONE}/"), "publish"),
        (Trial("x", ILLEGAL, "http://iwf.testfiltering.com.harm.example/", harmless=True), "publish"),
        (Trial("x", BLOCK, f"http://{ZONE}.harm.example/"), "harmless"),
        (Trial("x", FAIR, "ftp://files.example/"), "no address"),
        (Trial("x", "wish", "http://a.example/"), "no purpose"),
    ],
)
def test_what_may_not_be_asked_for_is_refused_and_never_tried(test: Trial, why: str) -> None:
    made = plan(Way(DIRECT), tests=(test,))
    with pytest.raises(WrongPlanError, match=why):
        plan_from(plan_document(made))
    assert run_plan(made)["ways"][0]["parts"][0]["seen"] == {}


@pytest.mark.parametrize("ways", [(), (Way(PROXY),), (Way(DIRECT, "x"),), (Way("carrier pigeon", "x"),)])
def test_a_plan_without_a_way_is_none(ways: tuple[Way, ...]) -> None:
    with pytest.raises(WrongPlanError, match="way"):
        plan_from(plan_document(plan(*ways)))


def test_a_page_of_the_schools_choice_is_looked_up_first() -> None:
    lists = {"casino.example": CATEGORIES["gambling"].mask, "games.example": CATEGORIES["games"].mask}
    harmless("https://games.example/", lambda host: lists.get(host, 0))
    with pytest.raises(BadInputError, match="gambling"):
        harmless("https://casino.example/", lambda host: lists.get(host, 0))
    with pytest.raises(BadInputError, match="no lists"):
        harmless("https://games.example/", None)
    with pytest.raises(BadInputError, match="no address"):
        harmless("games", lambda _host: 0)
    (_, own) = trials(LEVELS["junior"], (), zone=ZONE, own=[Own("https://games.example/", True)])
    assert (own.purpose, own.harmless, own.control) == (BLOCK, True, known.OUTSIDE_HTTPS)


def test_a_stand_in_holds_no_word_of_a_block_page() -> None:
    """Or one that a cache garbled would be taken for blocked."""
    page = stand_in_page("games.filter-test.example", "0f")
    assert not [word for word in BLOCK_WORDS if word in page.lower()]


def test_stand_ins_answer_under_every_name() -> None:
    with stand_ins() as site:
        told = run_plan(plan(Way(DIRECT), at=f"127.0.0.1:{site}"))
    seen = told["ways"][0]["parts"][0]
    assert seen["before"]["children"]["whole"]
    assert seen["seen"]["adult"]["whole"]
    assert seen["seen"]["adult"]["addresses"] == ["127.0.0.1"]
