"""The made-up roll: the same each time, whole, and readable by what reads a school's own lists."""

from schoolgate.feeds.catalogue.people_csv import FEED
from schoolgate.feeds.contract import Layout, Row
from schoolgate.feeds.values import fits
from schoolgate.site.demo.roll import as_csv, children, staff_as_csv


def test_it_works() -> None:
    pupils = list(children(168, september=2026, a_class=28))
    assert len({child.upn for child in pupils}) == 168
    assert all(fits("upn", child.upn) for child in pupils)
    assert len({child.group for child in pupils}) == 6
    assert pupils == list(children(168, september=2026, a_class=28))


def test_every_row_of_it_can_be_used() -> None:
    data = as_csv(children(400, september=2026, years=tuple(range(14))))
    items = list(FEED.parse({"pupils.csv": data}, Layout()))
    assert [item for item in items if not (isinstance(item, Row) and item.values["what"] == "pupil")] == []
    assert {item.values["year"] for item in items if isinstance(item, Row)} == {str(year) for year in range(14)}


def test_there_are_names_of_every_kind_and_twins() -> None:
    pupils = list(children(2000, september=2026))
    names = {child.family for child in pupils}
    for part in ("'", " ", "-", "Mc", "Mac", "ó"):
        assert any(part in name for name in names), part
    families = [(child.family, child.born) for child in pupils]
    assert len(set(families)) < len(families)


def test_staff_come_with_what_they_do_and_whom_they_teach() -> None:
    data = staff_as_csv((("Sam", "Rook", "Wren"), ("Lena", "Fôrd", "")))
    sam, lena = (item for item in FEED.parse({"staff.csv": data}, Layout()) if isinstance(item, Row))
    assert (sam.values["role"], sam.values["class"]) == ("teachers", "Wren")
    assert (lena.values["role"], "class" in lena.values) == ("support-staff", False)
