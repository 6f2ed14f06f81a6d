"""Who is where at Robin Hill Infant School, as the file of whereabouts says it: refs, and documentation addresses."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.ways_in.whereabouts import Head, Row, account_digest, lines

NOW: Final = 1_795_000_000
SALT: Final = "5a1t"
HALL_TABLET, CART, OFFICE, BOARD = "dev_hall", "dev_cart", "dev_office", "dev_board"


def account(name: str) -> str:
    return account_digest(SALT, name)


def rows() -> list[Row]:
    return [
        ["place", "plc_site", ""],
        ["place", "plc_hall", "plc_site"],
        ["network", "net_pupils", "pupil", "plc_site", [["10.4.0.0", "10.4.3.255"]]],
        ["network", "net_hall", "shared", "plc_hall", [["10.4.2.0", "10.4.2.255"]]],
        ["network", "net_guests", "guest", "", [["192.0.2.0", "192.0.2.255"], ["2001:db8:9::", "2001:db8:9::ffff"]]],
        ["class", "grp_owls", [1, 2], "infant"],
        ["class", "grp_kites", [5], "junior"],
        ["person", "per_amara", ["grp_owls"], [2], ["pupils"], "infant", [account("amara@robinhill.example")]],
        ["person", "per_leo", ["grp_kites"], [5], ["pupils"], "", [account("leo")]],
        ["person", "per_ali", [], [], ["teachers"], "staff", [account("ms.ali@robinhill.example")]],
        ["person", "per_chair", [], [], ["governors"], "", []],
        ["shared", "grp_kites", [account("kites@robinhill.example")]],
        ["device", CART, "tablet", "plc_hall", ["02:00:5e:10:00:01"], [["10.4.2.7", NOW - 50, NOW + 50]],
         ["class", "grp_owls"], []],
        ["device", OFFICE, "laptop", "", ["02:00:5e:10:00:02"], [["10.4.0.9", NOW - 50, None]], ["person", "per_ali"],
         [["person", "per_leo", NOW + 10, NOW + 20]]],
        ["device", BOARD, "board", "plc_hall", [], [["10.4.0.20", NOW - 50, NOW + 50]], None, []],
    ]  # fmt: skip


def put_whereabouts(path: Path, setting: Setting | None = None, some: Iterable[Row] | None = None) -> Path:
    """Write the file, in the place of what is there."""
    head = Head("sch_robin", NOW, setting or Setting(), SALT)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text("".join(lines(head, rows() if some is None else some)))
    os.replace(beside, path)  # noqa: PTH105
    return path
