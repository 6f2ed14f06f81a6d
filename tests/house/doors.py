"""Who sees what of the door: rows of the who-sees-what table, apart since the table is long."""

from house.sights import Row, at, everywhere

WATCHERS = {"head", "slt", "dsl", "deputy-dsl", "office"}  # whoever clears the building may be any of them
DOORKEEPERS = {"head", "office"}

DOOR: dict[str, Row] = {
    # The tablet's own: no sign-in opens them, and what it keeps opens nothing else (door/tests/test_tablet_alone.py).
    **dict.fromkeys(("door.home", "door.come", "door.go", "door.sync"), everywhere("token")),
    **dict.fromkeys(("door.pair", "door.worker"), everywhere("yes")),  # a code is typed; a script with nobody in it
    "door.on_site": at(WATCHERS),
    **dict.fromkeys(("door.paper", "door.tablets"), at(DOORKEEPERS)),
}
