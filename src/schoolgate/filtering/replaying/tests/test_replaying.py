"""What a draft would change: for whom, and by which category; and what a kept decision cannot tell."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.landing.reading import Landed
from schoolgate.filtering.replaying.regrading import People
from schoolgate.filtering.replaying.running import TOLD_EACH
from schoolgate.filtering.replaying.tallies import Cell, Change, Tally
from schoolgate.filtering.replaying.tests.a_week import AGREED, HOSTS, SHUT, replay, row
from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.gates.web.serving import Mode, Serving

JUNIOR = AGREED.by_level["junior"]
GAMES_OPEN = AGREED.with_level(replace(JUNIOR, block=JUNIOR.block - {"games"}))
OF_OWLS = ("junior", "grp_owls")


def ran(draft: Setting, *rows: Landed, agreed: Setting = AGREED) -> Tally:
    return replay(draft, agreed).run(rows)


def with_map(setting: Setting, name: str, levels: dict[str, str]) -> Setting:
    changed: dict[str, Any] = {name: levels}
    return replace(setting, **changed)


def test_it_works() -> None:
    found = ran(GAMES_OPEN, row("puzzles.example"), row("puzzles.example"), row("dice.example"))
    assert found.cells == {Cell(*OF_OWLS, "games", Change.OPENING): 2}
    assert (found.judged, found.already, found.unread) == (3, 0, 0)


def test_what_closes_is_named_by_what_would_close_it() -> None:
    warned = AGREED.with_level(replace(JUNIOR, block=JUNIOR.block - {"games"}, warn=frozenset({"games"})))
    found = ran(AGREED, row("puzzles.example"), agreed=GAMES_OPEN)
    assert found.cells == {Cell(*OF_OWLS, "games", Change.CLOSING): 1}
    found = ran(warned, row("puzzles.example"), agreed=GAMES_OPEN)
    assert found.cells == {Cell(*OF_OWLS, "games", Change.OTHERWISE): 1}


def test_a_class_that_moves_to_another_level_is_replayed_at_it() -> None:
    moved = replace(AGREED, groups={"grp_wrens": "junior", "grp_owls": "junior"})
    wren = row("plain.example", "infant", groups=("grp_wrens", "grp_year1"))
    found = ran(moved, wren, row("plain.example"))
    assert found.cells == {Cell("infant", "grp_wrens", "", Change.OPENING): 1}
    assert found.regraded == 1


PEOPLE = People(
    years={"grp_wrens": (1,)},
    roles={"per_lark": ("teachers",)},
    kinds={"dev_1": "tablet"},
    within={"plc_stage": "plc_hall"},
)


@pytest.mark.parametrize(
    ("name", "key", "who"),
    [
        ("persons", "per_lark", {"level": "staff", "groups": (), "person": "per_lark"}),
        ("groups", "grp_wrens", {"level": "infant", "groups": ("grp_wrens",)}),
        ("years", "1", {"level": "infant", "groups": ("grp_wrens",)}),
        ("roles", "teachers", {"level": "staff", "groups": (), "person": "per_lark"}),
        ("devices", "dev_1", {"level": "infant", "groups": (), "device": "dev_1"}),
        ("devices", "tablet", {"level": "infant", "groups": (), "device": "dev_1"}),
        ("places", "plc_hall", {"level": "infant", "groups": (), "place": "plc_stage"}),
        ("unknown_at", "plc_hall", {"level": "infant", "groups": (), "place": "plc_stage"}),
    ],
)
def test_a_level_is_found_by_all_that_a_row_keeps(name: str, key: str, who: dict[str, Any]) -> None:
    """Each of them would be shut out by the draft, and the others not."""
    bare = replace(AGREED, groups={})
    asked = row("reading.example", **who)
    found = replay(with_map(bare, name, {key: ""}), bare, PEOPLE).run([asked, row("plain.example")])
    assert found.regraded == 1
    assert [cell.change for cell in found.cells] == [Change.CLOSING]
    back = replay(bare, with_map(bare, name, {key: ""}), PEOPLE)
    shut = asked._replace(level="", rule="closed", verdict="block")
    assert [cell.change for cell in back.run([shut]).cells] == [Change.OPENING]


def test_whoever_was_refused_for_want_of_an_agreement_is_let_in_where_the_draft_asks_for_none() -> None:
    needs = replace(AGREED, needs_entitlement=True)
    refused = row("plain.example", level="", verdict="block", rule="not-entitled")
    assert [cell.change for cell in ran(AGREED, refused, agreed=needs).cells] == [Change.OPENING]
    assert replay(needs).regrading.untold == ("entitlement",)


def test_a_child_who_moved_up_since_and_a_guest_known_by_a_network_are_replayed_as_recorded() -> None:
    moved = row("plain.example", "infant")  # today an owl, and a wren then
    guest = row("plain.example", "guest", groups=())
    draft = replace(AGREED, groups={"grp_owls": "staff"}, unknown="junior")
    assert ran(draft, moved, guest).regraded == 0


def test_what_a_row_does_not_keep_is_said() -> None:
    assert replay(replace(AGREED, networks={"net_1": "staff"})).regrading.untold == ("networks",)
    assert replay(GAMES_OPEN).regrading.untold == ()


def test_switching_on_closes_what_was_only_watched_and_off_opens_all_but_what_is_locked() -> None:
    watching = replace(AGREED, serving=Serving(Mode.WATCHING))
    rows = [row(host) for host in ("puzzles.example", SHUT, "plain.example")]
    on = ran(AGREED, *rows, agreed=watching)
    assert on.cells == {Cell(*OF_OWLS, "games", Change.CLOSING): 1}
    off = ran(watching, *rows)
    assert off.cells == {Cell(*OF_OWLS, "games", Change.OPENING): 1}
    here = replace(watching, serving=Serving(Mode.WATCHING, groups={"grp_owls": Mode.ON}))
    assert ran(here, *rows, agreed=watching).cells == on.cells


def test_what_is_locked_stays_closed_whatever_a_draft_says() -> None:
    anything = Setting(
        levels=tuple(replace(one, block=frozenset(), garden=frozenset()) for one in AGREED.levels),
        serving=Serving(Mode.ON),
    )
    found = ran(anything, row(SHUT), row("dice.example"))
    assert list(found.cells) == [Cell(*OF_OWLS, "gambling", Change.OPENING)]


def test_a_list_that_changed_since_is_told_apart_from_what_the_draft_does() -> None:
    found = ran(GAMES_OPEN, row("plain.example", verdict="block", category="adult"))
    assert (found.already, found.cells) == (1, {})


def test_what_cannot_be_made_again_is_counted_and_stops_nothing() -> None:
    odd = row("puzzles.example")._replace(asked="pigeon")
    hostless = row("puzzles.example")._replace(host="", verdict="block")
    found = ran(GAMES_OPEN, odd, hostless, row("puzzles.example"))
    assert (found.unread, found.judged) == (2, 1)


def test_a_question_for_hidden_settings_is_asked_again_as_one() -> None:
    asked = row("plain.example", asked="dns")._replace(verdict="block", rule="way:https-records")
    open_way = AGREED.with_level(replace(JUNIOR, closed_ways=JUNIOR.closed_ways - {"https-records"}))
    found = ran(open_way, asked)
    assert (found.already, list(found.cells)) == (0, [Cell(*OF_OWLS, "", Change.OPENING)])


def test_it_says_how_far_it_is_and_can_be_stopped() -> None:
    said: list[int] = []

    def heard(read: int) -> bool:
        said.append(read)
        return len(said) < 2

    found = replay(GAMES_OPEN).run((row("plain.example") for _ in iter(int, 1)), heard)
    assert said == [TOLD_EACH, 2 * TOLD_EACH]
    assert not found.whole


KEYS = sorted(one.key for one in CATALOGUE if not one.locked and one.kind is not Kind.GARDEN)
ROWS = st.builds(
    row,
    st.sampled_from(HOSTS),
    st.sampled_from(["infant", "junior", "staff", "guest", ""]),
    groups=st.sampled_from([(), ("grp_owls",), ("grp_wrens", "grp_owls")]),
    place=st.sampled_from(["", "plc_hall"]),
    asked=st.sampled_from(["get", "connect", "sni", "quic", "dns"]),
)


@given(st.lists(ROWS, max_size=12))
def test_under_the_agreed_setting_with_the_same_lists_nothing_changes(rows: list[Landed]) -> None:
    found = ran(AGREED, *rows)
    assert (found.cells, found.already, found.regraded, found.unread) == ({}, 0, 0, 0)


@given(st.lists(ROWS, max_size=12), st.sets(st.sampled_from(KEYS)), st.sampled_from(["infant", "junior", "staff"]))
def test_what_would_change_is_what_deciding_afresh_says(rows: list[Landed], keys: set[str], level: str) -> None:
    """Each row by itself: it is counted once, and as what the draft's own answer is beside today's."""
    one = AGREED.by_level[level]
    draft = AGREED.with_level(replace(one, block=frozenset(keys), hold=frozenset(), warn=frozenset()))
    whole = ran(draft, *rows)
    parts = [ran(draft, each) for each in rows]
    assert whole.cells.total() == sum(part.cells.total() for part in parts)
    back = ran(AGREED, *rows, agreed=draft)
    turned = {Change.CLOSING: Change.OPENING, Change.OPENING: Change.CLOSING}
    for change, other in turned.items():
        there = sum(count for cell, count in whole.cells.items() if cell.change is change)
        assert there == sum(count for cell, count in back.cells.items() if cell.change is other)
