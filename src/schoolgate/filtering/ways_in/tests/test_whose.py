"""Who is at an address, and at which level: the more certain outweighs the less, and silence is nobody."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.tests.robin_hill import BOARD, CART, NOW, OFFICE, put_whereabouts, rows
from schoolgate.filtering.ways_in.whereabouts import WhereaboutsError, head_of
from schoolgate.filtering.ways_in.whose import AFTER, NOBODY_KNOWN, Seen, read_whose


def seen(root: Path, asker: Asker, at: float = NOW, setting: Setting | None = None) -> Seen:
    return read_whose(put_whereabouts(root / "whereabouts.jsonl", setting)).seen(asker, at)


def level(root: Path, asker: Asker, at: float = NOW, setting: Setting | None = None) -> str:
    return seen(root, asker, at, setting).who.level


def test_a_class_tablet_has_the_level_of_its_youngest_until_its_lease_ends(tmp_path: Path) -> None:
    found = seen(tmp_path, Asker("10.4.2.7"))
    assert (found.who.level, set(found.who.groups), found.who.person) == ("infant", {"grp_owls"}, "")
    assert (found.who.device, found.who.place) == (CART, "plc_hall")
    assert (found.since, found.until) == (NOW - 50, NOW + 50 + AFTER)
    assert seen(tmp_path, Asker("10.4.2.7"), NOW + 50 + AFTER).who.device == ""


def test_an_account_outweighs_who_is_signed_in_and_that_whose_the_device_is(tmp_path: Path) -> None:
    laptop = Asker("10.4.0.9")
    assert seen(tmp_path, laptop).who.person == "per_ali"
    assert level(tmp_path, laptop) == "staff"
    assert seen(tmp_path, laptop).until == NOW + 10
    assert seen(tmp_path, laptop, NOW + 15).who.person == "per_leo"
    assert level(tmp_path, laptop, NOW + 15) == "junior"
    assert seen(tmp_path, laptop._replace(account="Amara@RobinHill.example"), NOW + 15).who.person == "per_amara"
    assert level(tmp_path, laptop._replace(account="kites@robinhill.example")) == "junior"
    for spelt in ("leo", "ROBINHILL\\leo", "LEO@ROBINHILL.EXAMPLE"):
        assert seen(tmp_path, Asker(account=spelt)).who.person == "per_leo", spelt
    stranger = seen(tmp_path, laptop._replace(account="nobody@robinhill.example"))
    assert (stranger.who.person, stranger.who.device, stranger.who.level) == ("", OFFICE, "infant")


def test_by_hardware_by_network_and_by_listener(tmp_path: Path) -> None:
    assert seen(tmp_path, Asker("10.4.0.77", hardware="02:00:5e:10:00:02")).who.person == "per_ali"
    assert level(tmp_path, Asker("192.0.2.9")) == "guest"
    assert level(tmp_path, Asker("2001:db8:9::7")) == "guest"
    assert level(tmp_path, Asker("::ffff:192.0.2.9")) == "guest"
    assert level(tmp_path, Asker("127.0.0.1", way="net_guests")) == "guest"
    assert seen(tmp_path, Asker("10.4.2.200")).who.place == "plc_hall"
    assert seen(tmp_path, Asker("10.4.1.1")).who.place == "plc_site"
    assert seen(tmp_path, Asker("127.0.0.1", way="plc_hall")).who.place == "plc_hall"


def test_the_settings_maps_in_their_order(tmp_path: Path) -> None:
    amara = Asker(account="amara@robinhill.example")
    board = Asker("10.4.0.20")
    setting = replace(Setting(), places={"plc_site": "guest"})
    assert level(tmp_path, board) == "infant"
    assert level(tmp_path, board, setting=setting) == "guest"
    setting = replace(setting, networks={"net_pupils": "junior"})
    assert level(tmp_path, board, setting=setting) == "junior"
    setting = replace(setting, devices={"board": "staff"})
    assert level(tmp_path, board, setting=setting) == "staff"
    setting = replace(setting, devices={"board": "staff", BOARD: "guest"})
    assert level(tmp_path, board, setting=setting) == "guest"
    assert level(tmp_path, amara, setting=setting) == "infant"
    setting = replace(setting, roles={"pupils": "guest"}, years={"2": "junior"})
    assert level(tmp_path, amara, setting=setting) == "junior"
    setting = replace(setting, groups={"grp_owls": "guest"})
    assert level(tmp_path, amara, setting=setting) == "guest"
    setting = replace(setting, persons={"per_amara": "staff"})
    assert level(tmp_path, amara, setting=setting) == "staff"


def test_nobody_known_has_the_places_answer_or_the_agreed_one(tmp_path: Path) -> None:
    assert level(tmp_path, Asker("203.0.113.5"), setting=replace(Setting(), unknown="junior")) == "junior"
    at_hall = replace(Setting(), unknown=CLOSED, unknown_at={"plc_site": "junior", "plc_hall": CLOSED})
    hall, site, away = (seen(tmp_path, Asker(one), setting=at_hall) for one in ("10.4.2.99", "10.4.1.1", "203.0.113.5"))
    assert hall.closed is not None
    assert hall.closed.rule == "nobody-known"
    assert (site.who.level, site.closed) == ("junior", None)
    assert away.closed is not None
    closed = seen(tmp_path, Asker("10.4.0.20"), setting=replace(Setting(), devices={"board": CLOSED})).closed
    assert closed is not None
    assert closed.rule == "closed"


def test_where_it_is_asked_for_nobody_is_let_in_who_is_not_entitled(tmp_path: Path) -> None:
    setting = replace(Setting(), needs_entitlement=True, years={"2": "junior"})
    leo = seen(tmp_path, Asker(account="leo"), setting=setting)
    assert leo.closed is not None
    assert leo.closed.rule == "not-entitled"
    assert level(tmp_path, Asker(account="amara@robinhill.example"), setting=setting) == "infant"
    assert level(tmp_path, Asker(account="ms.ali@robinhill.example"), setting=setting) == "staff"
    assert level(tmp_path, Asker("192.0.2.9"), setting=setting) == "guest"


def test_what_is_not_whole_or_not_ours_is_refused(tmp_path: Path) -> None:
    path = put_whereabouts(tmp_path / "w")
    whole = path.read_text()
    assert head_of(path).school == "sch_robin"
    for text in ("", "{}", whole[: len(whole) // 2], whole.replace('"whereabouts": 1', '"whereabouts": 2'),
                 whole.replace('["place","plc_site",""]\n', ""), whole + "[]\n", whole.replace('"device"', '"devise"'),
                 whole.replace("10.4.3.255", "10.4.3.x")):  # fmt: skip
        path.write_text(text)
        with pytest.raises(WhereaboutsError):
            read_whose(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    address=st.sampled_from(
        ["10.4.2.7", "10.4.0.9", "10.4.0.20", "192.0.2.9", "10.4.1.1", "", "x", "::1", "fe80::1%e"]
    ),
    account=st.sampled_from(["", "leo", "amara@robinhill.example", "\ud800"]),
    at=st.floats(NOW - 1000, NOW + 1000),
    later=st.floats(0, 1),
)
def test_what_was_seen_holds_until_it_says(tmp_path: Path, address: str, account: str, at: float, later: float) -> None:
    whose = read_whose(put_whereabouts(tmp_path / "w"))
    asker = Asker(address, account)
    first = whose.seen(asker, at)
    assert first.since <= at < first.until
    assert whose.seen(asker, at + later * (min(first.until, at + 500) - at) * 0.99).who == first.who


@given(order=st.permutations(range(len(rows()))))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_order_of_lines_says_nothing(tmp_path: Path, order: list[int]) -> None:
    some = rows()
    whose = read_whose(put_whereabouts(tmp_path / "w", some=[some[place] for place in order]))
    assert whose.seen(Asker("10.4.2.99"), NOW).who.place == "plc_hall"
    assert whose.seen(Asker("10.4.2.7"), NOW).who.groups == {"grp_owls"}


def test_with_no_file_nobody_is_known() -> None:
    assert NOBODY_KNOWN.seen(Asker("10.4.2.7", "leo"), NOW).who.level == ""
