"""A school chooses block lists; they are fetched, put in service or refused, and people hear of it once."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from schoolgate.evidence.queries import facts
from schoolgate.filtering import actions, queries
from schoolgate.filtering.actions import BusyError, NewList
from schoolgate.filtering.actions.listing import shelf
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.actions.troubling import LASTS
from schoolgate.filtering.actions.updating import Round, alone
from schoolgate.filtering.due_lists import look_after_lists
from schoolgate.filtering.lists.fetching.tests.publisher import Page, Publisher, publishing
from schoolgate.filtering.lists.serving import Served
from schoolgate.filtering.models import ChosenList, ListFetch
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.tests.conftest import ACTOR, Hires
from schoolgate.gates.web.categories import LOCKED, categories_in
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import Line, lines
from schoolgate.notices.models import Notice
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

BIRDS = [f"bird{number}.example" for number in range(100)]


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    with publishing(tmp_path / "publisher") as one:
        yield one


@pytest.fixture(autouse=True)
def lark(hires: Hires, amara: Person) -> Person:
    return hires("Ruth Lark", "dsl")


def chosen(school: School, publisher: Publisher, *rows: str, name: str = "Birds", **said: Any) -> ChosenList:
    address = publisher.lists(f"/{name}.txt", *rows)
    given: dict[str, Any] = {"name": name, "category": "games", "address": address, **said}
    new = NewList(**given)
    return actions.choose_list(school, new, actor=ACTOR, trusted=publisher.trusted)


def update(school: School, publisher: Publisher, *, every: bool = True) -> Served:
    return actions.update(school, actor=ACTOR, this=Round(trusted=publisher.trusted), every=every)


def keys(school: School, host: str) -> set[str]:
    return {each.key for each in categories_in(Store(folder_of(school).lists).of(host))}


def entered(school: School) -> list[Line]:
    return list(lines(school_chain(school.ref), labels=["school"]))[::-1]


def kinds(school: School) -> list[str]:
    return [line.kind for line in entered(school) if line.kind.startswith("filtering.")]


def test_it_works(school: School, publisher: Publisher) -> None:
    row = chosen(school, publisher, *BIRDS, licence="free for schools")
    served = update(school, publisher)
    assert (served.fresh, keys(school, "www.bird7.example")) == (True, {"games"})
    [known] = queries.chosen_lists(school)
    assert (known.rows, known.age, known.host, known.licence) == (100, "good", "127.0.0.1", "free for schools")
    assert kinds(school) == ["filtering.list-chosen", "filtering.lists-served"]
    assert queries.file_of_lists(school).rows == 100
    assert [each.outcome for each in queries.fetches(school, row.ref)] == ["new"]


def test_what_has_not_changed_is_not_fetched_and_nothing_is_done_twice(school: School, publisher: Publisher) -> None:
    chosen(school, publisher, *BIRDS)
    publisher.pages["/Birds.txt"].headers = {"ETag": '"1"'}
    assert update(school, publisher).fresh
    before = folder_of(school).lists.stat().st_ino
    assert not update(school, publisher).fresh
    assert not update(school, publisher, every=False).fresh
    assert len(publisher.asked) == 2
    assert folder_of(school).lists.stat().st_ino == before
    assert kinds(school).count("filtering.lists-served") == 1


def test_one_that_did_not_come_leaves_the_old_one_and_is_told_once(school: School, publisher: Publisher) -> None:
    chosen(school, publisher, *BIRDS)
    more = chosen(school, publisher, "owl.example", name="More")
    update(school, publisher)
    publisher.pages["/Birds.txt"] = Page(status=500)
    publisher.lists("/More.txt", "owl.example", "jay.example")
    for _ in range(2):
        update(school, publisher)
    assert (keys(school, "bird1.example"), keys(school, "jay.example")) == ({"games"}, {"games"})
    assert [(each.name, each.trouble) for each in queries.chosen_lists(school)] == [
        ("Birds", "127.0.0.1: it answered 500 Internal Server Error."),
        ("More", ""),
    ]
    assert [row.kind for row in Notice.objects.for_school(school)] == ["filter.lists-refused"]
    assert more.ref not in {each.subject for each in entered(school) if each.kind.endswith("refused")}


def test_where_it_lasts_the_safeguarding_lead_hears_of_it_and_the_count_says_how_old(
    school: School, publisher: Publisher, lark: Person
) -> None:
    row = chosen(school, publisher, *BIRDS)
    update(school, publisher)
    assert told(school, "filtering.lists") == (1, 1, 0, 0)
    publisher.pages["/Birds.txt"] = Page(BIRDS[0].encode())
    update(school, publisher)
    later = timezone.now() + LASTS
    actions.tell_lists(school, actor=ACTOR, now=later)
    actions.tell_lists(school, actor=ACTOR, now=later)
    found = {(each.kind, each.person.ref) for each in Notice.objects.for_school(school)}
    assert ("filter.lists-old", lark.ref) in found
    assert Notice.objects.for_school(school).count() == 2
    assert told(school, "filtering.lists") == (1, 0, 1, 0)
    row.refresh_from_db()
    assert (row.shorter, bool(row.offered)) == (True, True)


def told(school: School, key: str) -> tuple[int, int, int, int]:
    value = facts(school, today(school))[key]
    return (value.of, value.good, value.late, value.unknown)


def test_a_shorter_list_waits_for_a_person_who_says_so(school: School, publisher: Publisher) -> None:
    row = chosen(school, publisher, *BIRDS)
    update(school, publisher)
    with pytest.raises(BadInputError, match="no shorter copy"):
        actions.accept_shorter(row, actor=ACTOR)
    publisher.lists("/Birds.txt", *BIRDS[:50])
    assert "over a tenth fewer" in update(school, publisher).refused["birds"]
    assert keys(school, "bird99.example") == {"games"}
    actions.accept_shorter(row, actor=ACTOR, this=Round(trusted=publisher.trusted))
    assert keys(school, "bird99.example") == set()
    [known] = queries.chosen_lists(school)
    assert (known.trouble, known.rows, known.age) == ("", 50, "good")
    assert kinds(school)[-3:] == ["filtering.list-refused", "filtering.list-accepted", "filtering.lists-served"]


def given(row: ChosenList, tmp_path: Path, *rows: str) -> None:
    body = "".join(f"{each}\n" for each in rows).encode()
    (tmp_path / "file").write_bytes(body)
    actions.give_copy(row, tmp_path / "file", hashlib.sha256(body).hexdigest(), actor=ACTOR)


@pytest.mark.parametrize("locked", LOCKED, ids=lambda each: each.key)
def test_the_list_of_illegal_content_is_the_schools_own_copy(
    school: School, publisher: Publisher, tmp_path: Path, locked: object
) -> None:
    slot = next(each for each in queries.slots(school) if each.category is locked)
    assert (slot.finding.standing, "your own copy" in slot.finding.because) == ("not_known", True)
    key = slot.category.key
    with pytest.raises(BadInputError, match="is not fetched"):
        chosen(school, publisher, *BIRDS, category=key)
    row = actions.choose_list(school, NewList(name="Members' list", category=key), actor=ACTOR)
    given(row, tmp_path, "bad.example", "other.example/pictures/")
    assert slot_of(school, key) == "not_known", "not before it serves"
    update(school, publisher)
    assert slot_of(school, key) == "kept"
    assert keys(school, "www.bad.example") == {key}
    assert told(school, "filtering.locked_lists") == (len(LOCKED), 1, 0, len(LOCKED) - 1)
    assert "bad.example" not in str([line.details for line in entered(school)])


def slot_of(school: School, key: str) -> str:
    return next(each.finding.standing for each in queries.slots(school) if each.category.key == key)


def test_a_list_taken_off_closes_nothing_any_more_and_its_copy_goes(school: School, publisher: Publisher) -> None:
    row, _ = chosen(school, publisher, *BIRDS), chosen(school, publisher, "owl.example", name="More")
    update(school, publisher)
    row.refresh_from_db()
    actions.end_list(row, actor=ACTOR)
    actions.end_list(row, actor=ACTOR)
    assert keys(school, "bird1.example") == {"games"}, "until the lists are put in service again"
    update(school, publisher)
    assert (keys(school, "bird1.example"), keys(school, "owl.example")) == (set(), {"games"})
    shelf().clear({ChosenList.objects.for_school(school).get(key="more").served}, time.time() + 3_600)
    assert not shelf().has(row.served)
    assert kinds(school).count("filtering.list-ended") == 1


def test_a_school_may_leave_out_what_schoolgate_knows(school: School, publisher: Publisher) -> None:
    chosen(school, publisher, "numbots.com", "ttrockstars.com")
    update(school, publisher)
    assert "games" not in keys(school, "numbots.com") | keys(school, "ttrockstars.com")
    actions.follow_known(school, followed=True, left_out="www.numbots.com", actor=ACTOR)
    update(school, publisher)
    assert (keys(school, "numbots.com"), "games" in keys(school, "ttrockstars.com")) == ({"games"}, False)
    actions.follow_known(school, followed=False, actor=ACTOR)
    update(school, publisher)
    assert keys(school, "ttrockstars.com") == {"games"}
    with pytest.raises(BadInputError, match="names of sites"):
        actions.follow_known(school, followed=True, left_out="a..b", actor=ACTOR)


WRONG = [
    ({"name": "   !"}, "no letter"),
    ({"address": "http://lists.example/l"}, "does not begin with https"),
    ({"checksum": "ftp://lists.example/l"}, "does not begin with https"),
    ({"digest": "abc"}, "is no MD5"),
    ({"rhythm": "hourly"}, "none such"),
    ({"name": "birds", "address": "https://other.example/l"}, "another list has that name"),
]


@pytest.mark.parametrize(("said", "words"), WRONG)
def test_what_no_list_can_be_is_refused_by_name(
    school: School, publisher: Publisher, said: dict[str, Any], words: str
) -> None:
    row = chosen(school, publisher, *BIRDS)
    assert chosen(school, publisher, *BIRDS) == row
    given: dict[str, Any] = {"name": "Other", "address": "https://a.example/", **said}
    with pytest.raises(BadInputError, match=words):
        actions.choose_list(school, NewList(**given), actor=ACTOR)
    assert ChosenList.objects.for_school(school).count() == 1


def test_only_one_fetches_at_a_time_and_the_clock_hands_over_once(
    school: School,
    publisher: Publisher,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    chosen(school, publisher, *BIRDS)
    with alone(), pytest.raises(BusyError):
        update(school, publisher)
    now = timezone.now() + timedelta(seconds=1)
    with django_capture_on_commit_callbacks() as handed:
        assert look_after_lists(now) >= 1
    assert len(handed) == 1
    with django_capture_on_commit_callbacks() as handed:
        look_after_lists(now)
    assert handed == []


FETCHING = """
import ssl, sys
from pathlib import Path
from schoolgate.filtering.lists.fetching.asking import Limits, Wanted, fetched
from schoolgate.filtering.lists.fetching.connecting import Trusted
from schoolgate.filtering.lists.fetching.shelf import Shelf

address, root, authority = sys.argv[1:]
with Shelf(Path(root)).making() as scratch:
    trusted = Trusted(ssl.create_default_context(cafile=authority), loopback=True)
    fetched(Wanted(address), Path(scratch) / "came", Limits(), trusted)
"""


def test_whoever_is_killed_on_the_way_leaves_the_lists_as_they_were(
    school: School, publisher: Publisher, tmp_path: Path
) -> None:
    row = chosen(school, publisher, *BIRDS)
    update(school, publisher)
    before = folder_of(school).lists.read_bytes()
    publisher.pages["/Birds.txt"] = Page("".join(f"{each}\n" for each in BIRDS).encode() * 50, slowly=0.05)
    told = [f"{publisher.address}/Birds.txt", str(shelf().root), str(tmp_path / "publisher" / "authority.pem")]
    fetcher = subprocess.Popen([sys.executable, "-c", FETCHING, *told])
    late = time.monotonic() + 20
    while not list(shelf().root.glob(".making-*/came")) and time.monotonic() < late:
        time.sleep(0.05)
    fetcher.kill()
    fetcher.wait(timeout=10)
    assert folder_of(school).lists.read_bytes() == before
    assert list(shelf().root.glob(".making-*")), "what was half fetched"
    row.refresh_from_db()
    shelf().clear({row.served}, time.time() + 7 * 3600)
    assert [each.name for each in shelf().root.iterdir()] == [row.served]
    publisher.lists("/Birds.txt", *BIRDS, "owl.example")
    update(school, publisher)
    assert keys(school, "owl.example") == {"games"}
    assert ListFetch.objects.for_school(school).count() == 2
