"""The levels that ship: what each is for, held to word by word, because a school starts from them."""

from itertools import product

import pytest

from schoolgate.gates.web.categories import CATALOGUE, LOCKED, Kind, mask_of
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.known_hosts import KNOWN_HOSTS
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.sites import is_public_suffix
from schoolgate.gates.web.tests.a_filter import ask
from schoolgate.gates.web.ways import WAYS
from schoolgate.vocabulary.entitlements import ENTITLEMENTS
from schoolgate.vocabulary.schools import LEVEL_WORDS

BY_KEY = {level.key: level for level in SHIPPED}
INFANT, JUNIOR, STAFF, GUEST = (BY_KEY[key] for key in ("infant", "junior", "staff", "guest"))
HOSTS = {each.key: f"{each.key}.example" for each in CATALOGUE}
LISTS = HostTable({host: mask_of((key,)) for key, host in HOSTS.items()})


def verdict(level: Level, key: str) -> str:
    """What becomes of a site that is on the list of one category and no other."""
    return decide(ask(HOSTS[key], Who(level.key)), Rules(), LISTS).verdict.value


def test_they_are_the_levels_people_are_entitled_to() -> None:
    assert set(BY_KEY) == set(ENTITLEMENTS["internet"].levels) - {"none"}
    assert all(BY_KEY[key].words == words for key, words in LEVEL_WORDS.items())


@pytest.mark.parametrize("level", SHIPPED, ids=lambda level: level.key)
def test_what_is_closed_to_everyone(level: Level) -> None:
    closed = (
        *(each.key for each in LOCKED),
        *("adult", "violence", "hatred", "extremism", "gambling", "drugs", "piracy"),
        *("malware", "phishing", "cryptomining", "hacking", "stalkerware"),
        *("proxies", "vpn", "encrypted-dns"),
    )
    assert {verdict(level, key) for key in closed} == {"block"}


def test_children_meet_no_strangers_and_type_nothing_to_machines() -> None:
    for level, key in product((INFANT, JUNIOR), ("social-media", "chat", "forums", "web-mail", "ai-chat", "dating")):
        assert verdict(level, key) == "block", (level.key, key)


def test_infants_see_what_was_chosen_for_them_and_nothing_else() -> None:
    assert [key for key in HOSTS if verdict(INFANT, key) == "allow"] == ["children", "updates"]


def test_juniors_can_read_and_learn() -> None:
    for key in (
        "news",
        "sports",
        "religion",
        "relationships-education",
        "learning",
        "translation",
        "blogs",
        "shopping",
    ):
        assert verdict(JUNIOR, key) == "allow", key


def test_staff_are_warned_where_their_work_may_take_them_and_closed_out_of_little() -> None:
    warned = {"mixed-adult", "self-harm", "weapons", "dating", "cults", "false-news", "ai-chat", "remote-control"}
    assert {key for key in HOSTS if verdict(STAFF, key) == "warn"} == warned
    assert sum(verdict(STAFF, key) == "block" for key in HOSTS) == len(LOCKED) + 15


def test_guests_get_childrens_content_and_grown_peoples_tools() -> None:
    for key in ("mixed-adult", "self-harm", "dating", "weapons", "unsafe-search", "dynamic-names"):
        assert verdict(GUEST, key) == "block", key
    for key in ("social-media", "web-mail", "ai-chat", "games", "file-sharing"):
        assert verdict(GUEST, key) == "allow", key


def test_whoever_gets_more_is_closed_out_of_no_more() -> None:
    for key in HOSTS:
        if key not in INFANT.garden:
            assert not (verdict(JUNIOR, key) == "block" and verdict(INFANT, key) != "block"), key
        assert not (verdict(STAFF, key) == "block" and verdict(JUNIOR, key) != "block"), key
        assert not (verdict(STAFF, key) == "block" and verdict(GUEST, key) != "block"), key


def test_every_way_round_by_list_is_closed_to_children_and_guests() -> None:
    for level, each in product((INFANT, JUNIOR, GUEST), CATALOGUE):
        if each.kind is Kind.BYPASS:
            assert verdict(level, each.key) == "block", (level.key, each.key)


def test_the_switches() -> None:
    assert all(level.closed_ways == frozenset(WAYS) for level in (INFANT, JUNIOR, GUEST))
    assert frozenset(WAYS) - STAFF.closed_ways == {"bare-addresses"}
    assert [level.safe_search for level in (INFANT, JUNIOR, STAFF, GUEST)] == [True, True, False, True]
    assert [level.youtube for level in (INFANT, JUNIOR, STAFF, GUEST)] == [
        *(Restricted.STRICT, Restricted.STRICT, Restricted.OFF, Restricted.MODERATE)
    ]


def test_the_hosts_we_name_ourselves_are_sites_in_their_one_spelling_each_once() -> None:
    hosts = [row.host for row in KNOWN_HOSTS]
    assert len(hosts) == len(set(hosts)) > 20
    assert [host for host in hosts if one_host(host) != host or is_public_suffix(host)] == []
    assert {key for row in KNOWN_HOSTS for key in row.categories} == {"ai-chat", "encrypted-dns"}
