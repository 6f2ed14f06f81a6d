"""What a draft would change: for whom, and by which category; and what a kept decision cannot tell."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.landing.reading import Landed
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


def test_a_level_by_year_group_by_device_by_place_and_by_person_is_found() -> None:
    wren = row("plain.example", "infant", groups=("grp_wrens",), person="per_ava", device="dev_1", place="plc_hall")
    bare = replace(AGREED, groups={})
    for name, key in (("years", "1"), ("devices", "dev_1"), ("places", "plc_hall"), ("persons", "per_ava")):
        draft = with_map(bare, name, {key: "staff"})
        found = replay(draft, bare, years={"grp_wrens": "1"}).run([wren])
        assert found.regraded == 1, name
        assert list(found.cells) == [Cell("infant", "grp_wrens", "", Change.OPENING)], name


def test_whoever_nobody_knows_has_the_level_that_the_draft_gives_there() -> None:
    nobody = row("plain.example", "", groups=(), place="plc_hall")
    assert nobody.verdict == "block"  # the garden of the youngest
    draft = replace(AGREED, unknown_at={"plc_hall": "guest"})
    assert list(ran(draft, nobody).cells) == [Cell("", "", "", Change.OPENING)]
    shut = replace(AGREED, unknown_at={"plc_hall": ""})
    guest = row("reading.example", "", groups=(), place="plc_hall")
    assert list(ran(shut, guest).cells) == [Cell("", "", "", Change.CLOSING)]
    assert list(ran(AGREED, guest, agreed=shut).cells) == [Cell("", "", "", Change.OPENING)]


def test_what_a_row_does_not_keep_is_said() -> None:
    assert replay(replace(AGREED, roles={"office": "staff"})).regrading.untold == ("roles",)
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
