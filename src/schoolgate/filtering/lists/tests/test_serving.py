"""What a school chose is in service in its newest fit copy; whatever is unfit stays out, and the old one serves."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import pytest

from schoolgate.filtering.lists.fetching.shelf import Shelf
from schoolgate.filtering.lists.fetching.tests.publisher import packed
from schoolgate.filtering.lists.fetching.unpacking import Most
from schoolgate.filtering.lists.known.reading import KnownSite, KnownSites
from schoolgate.filtering.lists.serving import Copy, Served, put_in_service
from schoolgate.filtering.store.following import Following
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import categories_in

BIRDS = [f"bird{number}.example" for number in range(100)]


class School:
    """Its folder, the shelf that it shares, and the copies that are in service there now."""

    def __init__(self, data: Path, ref: str = "sch_1") -> None:
        self.shelf, self.out = Shelf(data / "shelf"), data / ref / "lists.store"
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self.used: Mapping[str, str] = {}

    def copy(self, *rows: str, archive: Mapping[str, bytes] | None = None) -> str:
        body = packed(archive) if archive is not None else "".join(f"{row}\n" for row in rows).encode()
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.out.with_name("came")
        path.write_bytes(body)
        self.shelf.keep(path, sha256, Most())
        return sha256

    def serve(
        self, lists: Mapping[str, str], accepted: Collection[str] = (), known: KnownSites | None = None
    ) -> Served:
        """``lists`` by ``games/birds``; ``/toulouse`` is an archive."""
        copies = [
            Copy(name.partition("/")[2], name.partition("/")[0], sha256, self.used.get(name.partition("/")[2], ""))
            for name, sha256 in lists.items()
        ]
        served = put_in_service(self.out, self.shelf, copies, accepted=accepted, known=known or KnownSites())
        self.used = served.used
        return served

    def keys(self, host: str) -> set[str]:
        return {each.key for each in categories_in(Store(self.out).of(host))}


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def test_lists_and_archives_are_put_in_service_together(school: School) -> None:
    archive = {"blacklists/drogue/domains": b"heron.example\n", "blacklists/gambling/domains": b"kite.example\n"}
    served = school.serve({"games/birds": school.copy(*BIRDS), "/toulouse": school.copy(archive=archive)})
    assert served.header is not None
    assert [each.name for each in served.header.lists] == [
        "games/birds", "drugs/toulouse/drogue", "gambling/toulouse/gambling",
    ]  # fmt: skip
    assert (school.keys("bird7.example"), school.keys("x.heron.example")) == ({"games"}, {"drugs"})
    assert (served.refused, served.fresh, served.shared) == ({}, True, False)
    again = school.serve({"games/birds": served.used["birds"], "/toulouse": served.used["toulouse"]})
    assert (again.fresh, again.header) == (False, served.header)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (BIRDS[:80], "80 rows, and 100 in service"),
        (["<!doctype html>"] + ["<p>Not found</p>"] * 30, "no row in it"),
        (["# Domains: 500", *BIRDS], "was cut short"),
    ],
)
def test_an_unfit_list_stays_as_it_was_and_the_others_go_on(school: School, rows: list[str], said: str) -> None:
    first = school.serve({"games/birds": school.copy(*BIRDS), "drugs/more": school.copy("owl.example")})
    served = school.serve({"games/birds": school.copy(*rows), "drugs/more": school.copy("owl.example", "jay.example")})
    assert said in served.refused["birds"]
    assert served.used["birds"] == first.used["birds"]
    assert (school.keys("bird99.example"), school.keys("jay.example")) == ({"games"}, {"drugs"})


def test_a_shorter_list_serves_once_somebody_says_so_and_whoever_serves_takes_it(school: School) -> None:
    school.serve({"games/birds": school.copy(*BIRDS)})
    follower = Following(school.out)
    shorter = {"games/birds": school.copy(*BIRDS[:50])}
    assert "birds" in school.serve(shorter).refused
    assert school.serve(shorter, accepted={"birds"}).refused == {}
    assert follower.settle().of("bird70.example") == 0
    assert (follower.epoch, follower.refusal) == (2, "")
    school.serve({"games/birds": school.copy(*BIRDS[:51])})
    assert follower.settle().of("bird50.example") != 0


def test_a_list_taken_off_goes_and_a_new_one_that_is_unfit_never_comes(school: School) -> None:
    school.serve({"games/birds": school.copy(*BIRDS), "drugs/more": school.copy("owl.example")})
    follower = Following(school.out)
    served = school.serve({"games/birds": school.used["birds"], "adult/new": school.copy("")})
    assert (list(served.refused), set(served.used)) == (["new"], {"birds"})
    assert follower.settle().of("owl.example") == 0
    assert school.keys("bird1.example") == {"games"}


def test_with_nothing_fit_at_all_the_old_file_is_not_touched(school: School) -> None:
    school.serve({"games/birds": school.copy(*BIRDS)})
    before = school.out.read_bytes()
    served = school.serve({"games/birds": school.copy("")})
    assert (school.out.read_bytes() == before, served.fresh) == (True, False)
    assert served.used == {"birds": school.copy(*BIRDS)}
    nothing = School(school.out.parent.parent, "sch_2")
    assert nothing.serve({"games/birds": nothing.copy("")}).header is None
    assert not nothing.out.exists()


def test_only_a_new_copy_can_be_too_old(school: School) -> None:
    old = school.copy("# Updated: 2026-01-05", "owl.example")
    copy = Copy("birds", "games", old, oldest=date(2026, 6, 1))
    served = put_in_service(school.out, school.shelf, [copy])
    assert "may not be older than 2026-06-01" in served.refused["birds"]
    assert put_in_service(school.out, school.shelf, [Copy("birds", "games", old, old, date(2026, 6, 1))]).header


def test_illegal_content_comes_by_its_own_slot_and_never_as_a_folder_among_others(school: School) -> None:
    archive = {"b/iwf/domains": b"owl.example\n", "b/games/domains": b"kite.example\n"}
    served = school.serve({"/toulouse": school.copy(archive=archive)})
    assert (school.keys("owl.example"), school.keys("kite.example")) == (set(), {"games"})
    refused = school.serve(
        {"/toulouse": served.used["toulouse"], "/other": school.copy(archive={"b/x/domains": b"a.b"})}
    )
    assert "no folder in it" in refused.refused["other"]
    school.serve({"child-abuse-images/iwf": school.copy("bad.example", "<junk where it lies>")})
    assert school.keys("www.bad.example") == {"child-abuse-images"}
    assert "junk where" not in school.out.with_name("rejects.jsonl").read_text()


def test_schools_of_a_trust_with_the_same_lists_share_one_file(tmp_path: Path) -> None:
    one, two, three = (School(tmp_path, f"sch_{number}") for number in (1, 2, 3))
    lists = {"games/birds": one.copy(*BIRDS)}
    site = KnownSite("bird1.example", "a test", "for a test", frozenset(), frozenset({"games"}), date(2026, 11, 22))
    assert [each.serve(lists).shared for each in (one, two)] == [False, True]
    assert three.serve(lists, known=KnownSites((site,))).shared is False
    assert one.out.stat().st_ino == two.out.stat().st_ino != three.out.stat().st_ino
    two.serve({"games/birds": two.copy(*BIRDS, "owl.example")})
    assert (one.keys("owl.example"), two.keys("owl.example")) == (set(), {"games"})


def test_shrunk_for_one_school_is_not_shared_with_another_that_did_not_agree(tmp_path: Path) -> None:
    one, two = School(tmp_path, "sch_1"), School(tmp_path, "sch_2")
    for each in (one, two):
        each.serve({"games/birds": one.copy(*BIRDS)})
    shorter = {"games/birds": one.copy(*BIRDS[:50])}
    assert one.serve(shorter, accepted={"birds"}).refused == {}
    assert "birds" in two.serve(shorter).refused
    assert two.keys("bird99.example") == {"games"}
