"""A lesson's sites: pasted in any spelling, followed, found suitable by name, opened for the class, looked at again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.evidence.queries import facts
from schoolgate.filtering.actions.checking import MOST, Lesson, check_sites, sites_in
from schoolgate.filtering.actions.deciding import answer
from schoolgate.filtering.actions.rechecking import EVERY, look_again
from schoolgate.filtering.actions.suiting import find_suitable
from schoolgate.filtering.due_asking import look_again_at_sites
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.models import CheckedSite, SiteOpening, SiteRequest
from schoolgate.filtering.queries import checking
from schoolgate.filtering.sites.tests.a_web import Web, a_web
from schoolgate.filtering.store.tests.making import made
from schoolgate.filtering.tests.test_asking import visiting
from schoolgate.frame.actor import system
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.notices.models import Notice
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

type Hires = Callable[..., Person]
CLOCK = system("filter")
_LISTS = {"games/list": ["puzzles.example"], "gambling/list": ["casino.example"]}


@pytest.fixture
def web(tmp_path: Path, school: School) -> Iterator[Web]:
    """A web of our own, and the school's lists with a site of games on them."""
    lists = filter_folder(tmp_path, school.ref).lists
    lists.parent.mkdir(parents=True, exist_ok=True)
    made(lists, _LISTS)
    with a_web(tmp_path, "maths.example") as found:
        yield found


@pytest.fixture
def kit(hires: Hires) -> Person:
    return hires("Kit Wren", "teachers")


@pytest.fixture
def ruth(hires: Hires) -> Person:
    return hires("Ruth Lark", "dsl")


def check(school: School, by: Person, web: Web, *sites: str, level: str = "junior") -> list[CheckedSite]:
    text = "\n".join(f"http://{site.replace('/', f':{web.http}/', 1)}" for site in sites)
    lesson = Lesson(level, datetime.now(UTC) + timedelta(days=7))
    kept = check_sites(school, text, lesson, by=by, actor=visiting(by).actor, fetching=web.fetching())
    return list(CheckedSite.objects.for_school(school).filter(check_of=kept).order_by("pk"))


def mark(school: School) -> str:
    (shown,) = checking.checks(school, datetime.now(UTC))
    return shown.sites[0].mark


def test_it_works(school: School, kit: Person, web: Web) -> None:
    """A short address leads to a page with a title; the teacher finds it suitable, by name; nothing need be opened."""
    web.sends_on("short.example/x", f"http://maths.example:{web.http}/sums")
    web.shows("maths.example/sums", "Sums for Year 3")
    (row,) = check(school, kit, web, "short.example/x")
    assert (row.final_host, row.title, row.verdict, row.closed) == ("maths.example", "Sums for Year 3", "allow", [])
    find_suitable(visiting(kit), row.ref)
    (shown,) = checking.checks(school, datetime.now(UTC), of=kit)
    assert (shown.sites[0].mark, shown.sites[0].suitable_by) == ("suitable", "Kit Wren")
    assert not SiteOpening.objects.for_school(school).exists()
    told = facts(school, today(school))["filtering.sites_checked"]
    assert (told.of, told.good) == (1, 1)


def test_whoever_may_decide_opens_what_is_closed_with_the_same_press(school: School, ruth: Person, web: Web) -> None:
    """Only for that level, only until the lesson is over, and a second press adds nothing."""
    web.shows("puzzles.example/", "Puzzles")
    (row,) = check(school, ruth, web, "puzzles.example/")
    assert (row.closed, row.category, row.title) == (["puzzles.example"], "games", "Puzzles")
    row = find_suitable(visiting(ruth), row.ref)
    opening = SiteOpening.objects.for_school(school).get()
    assert (opening.site, opening.scope["levels"], opening.until) == ("puzzles.example", ["junior"], row.check_of.until)
    find_suitable(visiting(ruth), row.ref)
    assert SiteOpening.objects.for_school(school).count() == 1


def test_where_it_is_not_theirs_to_open_it_is_asked_for(school: School, kit: Person, ruth: Person, web: Web) -> None:
    web.shows("puzzles.example/", "Puzzles")
    (row,) = check(school, kit, web, "puzzles.example/")
    row = find_suitable(visiting(kit), row.ref)
    assert not SiteOpening.objects.for_school(school).exists()
    assert mark(school) == "waiting"
    answer(visiting(ruth), SiteRequest.objects.for_school(school).get().ref, "day")
    assert mark(school) == "suitable"


def test_what_staff_may_not_see_is_not_gone_to(school: School, ruth: Person, web: Web) -> None:
    """A site of gambling is closed for staff too: it is told, nobody went there, and it can still be asked for."""
    web.sends_on("nice.example/", f"http://casino.example:{web.http}/")
    (row,) = check(school, ruth, web, "nice.example/")
    assert (row.final_host, row.category, row.title) == ("casino.example", "gambling", "")
    assert web.asked == ["nice.example/"]


def test_what_nobody_can_open_is_not_made_suitable(school: School, ruth: Person, web: Web) -> None:
    (row,) = check(school, ruth, web, "puzzles.example/")
    CheckedSite.objects.for_school(school).update(askable=False)
    assert mark(school) == "never"
    with pytest.raises(DeniedError, match="cannot be opened by anyone"):
        find_suitable(visiting(ruth), row.ref)


def test_a_site_that_changes_hands_is_told_and_closed_again(school: School, ruth: Person, web: Web) -> None:
    """Once a day it is looked at again. The day it calls itself something else, its opening ends and she is told."""
    web.shows("puzzles.example/", "Puzzles for Year 3: 12 new")
    (row,) = check(school, ruth, web, "puzzles.example/")
    find_suitable(visiting(ruth), row.ref)
    web.shows("puzzles.example/", "Puzzles for Year 3: 15 new")
    later = datetime.now(UTC) + EVERY
    assert look_again(school, later, actor=CLOCK, fetching=web.fetching()) == 0
    web.shows("puzzles.example/", "Win big tonight")
    assert look_again(school, later + EVERY, actor=CLOCK, fetching=web.fetching()) == 1
    assert mark(school) == "changed"
    assert SiteOpening.objects.for_school(school).get().ended_at is not None
    letter = Notice.objects.for_school(school).get(kind="filter.site-changed")
    assert "puzzles" not in str(letter.context)
    told = facts(school, today(school))["filtering.sites_checked"]
    assert (told.good, told.late) == (0, 1)


def test_a_site_that_a_list_names_by_now_is_told_without_going_there(
    school: School, kit: Person, web: Web, tmp_path: Path
) -> None:
    web.shows("maths.example/", "Sums")
    (row,) = check(school, kit, web, "maths.example/")
    find_suitable(visiting(kit), row.ref)
    asked = len(web.asked)
    made(filter_folder(tmp_path, school.ref).lists, {"gambling/list": ["maths.example"]})
    assert look_again(school, datetime.now(UTC), actor=CLOCK) == 1
    assert mark(school) == "changed"
    assert len(web.asked) == asked


def test_the_clock_goes_out_to_no_more_sites_once_its_time_for_that_is_spent(
    school: School, kit: Person, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lists say is still asked; a site that was not gone to is due in the next round."""
    web.shows("maths.example/", "Sums")
    (row,) = check(school, kit, web, "maths.example/")
    find_suitable(visiting(kit), row.ref)
    seen = CheckedSite.objects.for_school(school).get().looked_at
    monkeypatch.setattr("schoolgate.filtering.due_asking.GOING_OUT", 0.0)
    assert look_again_at_sites(seen + EVERY) == 0
    assert CheckedSite.objects.for_school(school).get().looked_at == seen
    look_again(school, seen + EVERY, actor=CLOCK, fetching=web.fetching())
    assert CheckedSite.objects.for_school(school).get().looked_at > seen


def test_a_site_that_is_away_for_a_day_has_not_changed(school: School, kit: Person, web: Web) -> None:
    web.shows("maths.example/", "Sums")
    (row,) = check(school, kit, web, "maths.example/")
    find_suitable(visiting(kit), row.ref)
    web.pages.clear()
    assert look_again(school, datetime.now(UTC) + EVERY, actor=CLOCK, fetching=web.fetching()) == 0
    assert mark(school) == "suitable"


def test_when_the_lesson_is_over_so_is_the_check(school: School, kit: Person, web: Web) -> None:
    web.shows("maths.example/", "Sums")
    (row,) = check(school, kit, web, "maths.example/")
    find_suitable(visiting(kit), row.ref)
    assert look_again(school, datetime.now(UTC) + timedelta(days=8), actor=CLOCK, fetching=web.fetching()) == 1
    assert mark(school) == "ended"


def test_the_same_list_pasted_twice_is_one_check(school: School, kit: Person, web: Web) -> None:
    web.shows("maths.example/", "Sums")
    lesson = Lesson("junior", datetime.now(UTC) + timedelta(days=7))
    for _ in range(2):
        text, by = f"http://maths.example:{web.http}/", visiting(kit).actor
        check_sites(school, text, lesson, by=kit, actor=by, fetching=web.fetching())
    assert len(checking.checks(school, datetime.now(UTC))) == 1


def test_one_press_for_all_leaves_out_what_nobody_could_look_at(school: School, kit: Person, web: Web) -> None:
    web.shows("maths.example/", "Sums")
    check(school, kit, web, "maths.example/", "gone.example/")
    (shown,) = checking.checks(school, datetime.now(UTC))
    assert [site.host for site in shown.unmarked] == ["maths.example"]


def test_addresses_are_found_in_whatever_was_pasted() -> None:
    text = "Maths: https://Maths.example/a?b=c, then\r\n  www.bbc.example/news.  \n(puzzles.example)\nhttps://Maths.example/a?b=c"
    assert sites_in(text) == ["https://Maths.example/a?b=c", "www.bbc.example/news", "puzzles.example"]
    for wrong in ("", "no address here at all", "\n".join(f"s{number}.example" for number in range(MOST + 1))):
        with pytest.raises(BadInputError):
            sites_in(wrong)


def test_the_page_takes_what_is_pasted_and_says_what_is_wrong_with_it(
    school: School, works_as: Callable[[str], Client]
) -> None:
    """Nothing leads out of a test: an address in the school's own network is not gone to, and the page says so."""
    head, page = works_as("head"), reverse("filtering.sites", args=[school.ref])
    day = today(school) + timedelta(days=3)
    given = {"group": "level:junior", "until-day": day.day, "until-month": day.month, "until-year": day.year}
    wrong = head.post(page, {**given, "sites": "nothing"})
    assert wrong.status_code == 422
    assert "there is no address" in wrong.text
    shown = head.post(page, {**given, "sites": "http://127.0.0.1/secret"}, follow=True).text
    assert "127.0.0.1" in shown
    assert works_as("it-lead").get(page).status_code == 403
