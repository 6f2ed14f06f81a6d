"""What Schoolgate knows of sites sets lists right exactly where it says so, and never where it must not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.filtering.answers import Answers
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.known.reading import UNTOUCHABLE, KnownSite, KnownSites, known_sites
from schoolgate.filtering.lists.sources import Source
from schoolgate.filtering.store.judging import refusals
from schoolgate.filtering.store.layout import Header, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import CATEGORIES, Kind, categories_in, mask_of
from schoolgate.gates.web.lists import parents
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.errors import BadInputError

NOW = 1_795_000_000
LABELS = st.sampled_from(["a", "b", "owl"])
HOSTS = st.lists(LABELS, min_size=1, max_size=3).map(lambda each: ".".join([*each, "example"]))
CLOSING = ("games", "chat", "adult", "malware", "phishing", "child-abuse-images", "proxies")
LISTS = st.dictionaries(st.sampled_from(CLOSING), st.sets(HOSTS, min_size=1, max_size=5), min_size=1, max_size=4)


def site(host: str, *not_in: str, is_in: tuple[str, ...] = ()) -> KnownSite:
    return KnownSite(host, "a test", "for a test", frozenset(is_in), frozenset(not_in), date(2026, 11, 22))


def made(folder: Path, lists: dict[str, set[str]], *sites: KnownSite) -> tuple[Store, Header]:
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for key, rows in lists.items():
        path = folder / key
        path.write_text("".join(f"{row}\n" for row in sorted(rows)))
        sources.append(Source(f"{key}/list", CATEGORIES[key], (path,)))
    header = compiled(sources, folder / "s", Wanted(known=KnownSites(sites)), lambda _: None)
    return Store(folder / "s"), header


def keys(store: Store, host: str, path: str = "") -> set[str]:
    return {each.key for each in categories_in(store.of_page(host, path))}


def test_a_site_a_list_has_wrongly_is_open_and_the_answer_says_why(tmp_path: Path) -> None:
    store, header = made(tmp_path, {"games": {"owl.example", "heron.example"}}, site("owl.example", "games"))
    answers = Answers(store, Rules(), Who("junior"))
    spared, other = answers.of("https://play.owl.example/sums", NOW), answers.of("https://heron.example/", NOW)
    assert (spared.decision.verdict, other.decision.verdict) == ("allow", "block")
    assert spared.decision.because.endswith("list of games, wrongly: Schoolgate knows the site.")
    assert [(entry, facts.name) for entry, facts in spared.lifted] == [("owl.example", "games/list")]
    assert (spared.listed, other.lifted, header.lifted, header.rows) == ((), (), 1, 2)


def test_it_holds_against_rows_above_and_below_the_host_and_for_its_pages(tmp_path: Path) -> None:
    lists = {"chat": {"example.org", "b.teams.example.org", "teams.example.org/room"}, "games": {"teams.example.org"}}
    store, _ = made(tmp_path, lists, site("teams.example.org", "chat"))
    assert keys(store, "example.org") == keys(store, "other.example.org") == {"chat"}
    assert keys(store, "teams.example.org", "/room") == keys(store, "a.b.teams.example.org") == {"games"}
    assert keys(store, "notteams.example.org") == {"chat"}


@settings(max_examples=150, deadline=None)
@given(
    lists=LISTS,
    known=st.dictionaries(
        HOSTS, st.sets(st.sampled_from(["games", "chat", "adult", "proxies"]), min_size=1), max_size=3
    ),
    asked=st.lists(HOSTS, min_size=1, max_size=8),
)
def test_of_any_host_exactly_what_is_known_is_lifted(
    tmp_path_factory: pytest.TempPathFactory,
    lists: dict[str, set[str]],
    known: dict[str, set[str]],
    asked: list[str],
) -> None:
    sites = [site(host, *sorted(not_in)) for host, not_in in known.items()]
    store, header = made(tmp_path_factory.mktemp("known"), lists, *sites)
    for host in {*asked, *(f"x.{each}" for each in asked)}:
        above = set(parents(host))
        listed = {key for key, rows in lists.items() if rows & above}
        spared = {key for name in above & known.keys() for key in known[name]}
        assert keys(store, host) == listed - spared, host
        assert {facts.category for _, facts in store.why(host)} == listed - spared
        assert {facts.category for _, facts in store.lifted(host)} == listed & spared
        assert keys(store, host) >= listed & UNTOUCHABLE
    assert header.rows == len(set().union(*lists.values()))


@pytest.mark.parametrize("key", sorted(UNTOUCHABLE))
def test_nobody_can_say_that_a_site_is_not_unlawful_or_harmful(key: str) -> None:
    with pytest.raises(BadInputError, match="nobody may say"):
        KnownSites((site("owl.example", key),))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (site("OWL.example", "games"), "one spelling"),
        (site("www.owl.example", "games"), "Leave out www"),
        (site("owl.example", is_in=("games",)), "no garden"),
    ],
)
def test_what_cannot_be_known_is_refused_by_name(wrong: KnownSite, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        KnownSites((wrong,))


def test_what_ships_is_well_made_and_touches_nothing_it_must_not(tmp_path: Path) -> None:
    shipped = known_sites()
    assert len(shipped.sites) > 1_000
    assert all(each.why and each.title and (each.is_in or each.not_in) for each in shipped.sites)
    hosts = {each.host for each in shipped.sites}
    store, _ = made(tmp_path, dict.fromkeys(sorted(UNTOUCHABLE), hosts), *shipped.sites)
    every = mask_of(UNTOUCHABLE)
    assert all(store.of(host) & every == every for host in hosts)
    bypass = {key for each in shipped.sites for key in each.not_in if CATEGORIES[key].kind is Kind.BYPASS}
    assert bypass <= {"remote-control", "vpn"}, "no way round the filter is opened by what we know"


def test_a_school_may_leave_some_of_it_out_and_it_makes_another_store(tmp_path: Path) -> None:
    both = KnownSites((site("owl.example", "games"), site("heron.example", "games")))
    left = both.without({"owl.example"})
    assert (left.about("x.heron.example"), left.about("owl.example")) == (both.sites[1], None)
    assert left.digest != both.digest == KnownSites(both.sites[::-1]).digest
    store, _ = made(tmp_path, {"games": {"owl.example", "heron.example"}}, *left.sites)
    assert (keys(store, "owl.example"), keys(store, "heron.example")) == ({"games"}, set())


def test_our_own_sites_are_a_garden_and_count_as_no_list_of_the_schools(tmp_path: Path) -> None:
    lists = {"adult": {"bad.owl.example"}}
    store, header = made(tmp_path / "a", lists, site("owl.example", is_in=("children",)))
    assert (keys(store, "www.owl.example"), keys(store, "bad.owl.example")) == ({"children"}, {"children", "adult"})
    assert [(each.name, each.own) for each in header.lists] == [("adult/list", False), ("children/schoolgate", True)]
    assert (header.rows, header.categories) == (1, {str(CATEGORIES["adult"].bit): 1})
    _, later = made(tmp_path / "b", lists)
    assert refusals(later, header) == []
    with pytest.raises(StoreError, match="no row"):
        made(tmp_path / "c", {"games": set()}, site("owl.example", is_in=("children",)))


def must_open() -> dict[str, list[str]]:
    """``must_open.txt``: hosts by the category that lists are likely to have them in by mistake."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in (Path(__file__).parent / "must_open.txt").read_text().splitlines():
        if not line.startswith("#"):
            said, _, after = line.partition(": ")
            key, hosts = (key, line) if line.startswith(" ") else (said, after)
            found.setdefault(key, []).extend(hosts.split())
    return found


@pytest.mark.parametrize("level", ["junior", "staff", "guest", "infant"])
def test_what_schools_need_is_open_at_each_level_though_lists_have_it_wrongly(tmp_path: Path, level: str) -> None:
    needed = must_open()
    garden = needed.pop("garden")
    assert (sum(map(len, needed.values())) > 400, len(garden) > 100) == (True, True)
    lists = {key: {*hosts, "wrong.example"} for key, hosts in needed.items()}
    store, _ = made(tmp_path, lists, *known_sites().sites)
    answers = Answers(store, Rules(), Who(level))
    asked = garden if level == "infant" else [host for hosts in needed.values() for host in hosts]
    shut = [host for host in asked if answers.of(host, NOW).decision.verdict != "allow"]
    assert shut == []
    assert answers.of("wrong.example", NOW).decision.verdict == "block"
