"""Asking for a site from the page in its place, and the answer by one press."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.actions.asking import MOST_AN_HOUR, ask
from schoolgate.filtering.actions.deciding import answer
from schoolgate.filtering.actions.telling_of_asked import LAPSES, WAITS, look_after_asked
from schoolgate.filtering.blocked.tokens import ASKS_FOR, Blocked
from schoolgate.filtering.models import SiteAsker, SiteOpening, SiteRequest
from schoolgate.filtering.queries import asking
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.frame.actor import person as by_person
from schoolgate.frame.actor import system
from schoolgate.gates.web.categories import LOCKED
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.notices.models import Notice
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.models import Person, School

type Hires = Callable[..., Person]
CHILD = system("blocked page")
NOW = datetime.now(UTC).replace(microsecond=0)
LONDON = ZoneInfo("Europe/London")


def closed(by: str = "dev_1", host: str = "puzzles.example", level: str = "junior", **also: Any) -> Blocked:
    because, at = "It is on the list of games.", int(NOW.timestamp())
    blocked = Blocked(host, level, "block", "games", f"level:{level}", because, askable=True, at=at, by=by)
    return replace(blocked, **also)


def visiting(person: Person) -> Visit:
    roles = roles_of(person, today(person.school))
    return Visit(person.school, person, roles, by_person(person.ref))


def test_it_works(school: School, hires: Hires) -> None:
    """A class asks; the safeguarding lead opens it for the lesson with one press; the site is open, for that level."""
    ruth, now = hires("Ruth Lark", "dsl"), datetime.now(UTC)
    row = ask(school, closed(), actor=CHILD, why="For our times tables")
    (waits,) = asking.waiting(visiting(ruth), Deciding.at(school), now)
    assert (waits.host, waits.whys, waits.askers) == ("puzzles.example", ("For our times tables",), 1)
    assert [span.key for span in waits.spans][:2] == ["lesson", "day"]
    row = answer(visiting(ruth), waits.ref, "lesson", now=now)
    opening = SiteOpening.objects.for_school(school).get(ref=row.opened)
    assert (opening.site, opening.scope["levels"], opening.asked) == ("puzzles.example", ["junior"], row.ref)
    assert opening.until == row.until is not None
    next_day = datetime.combine(now.astimezone(LONDON).date() + timedelta(days=1), time.min, LONDON)
    assert min(now + timedelta(minutes=59), next_day) <= row.until <= now + timedelta(minutes=65)
    assert not asking.waiting(visiting(ruth), Deciding.at(school), now)


def test_ten_children_who_ask_for_one_site_are_one_request(school: School) -> None:
    rows = {ask(school, closed(f"dev_{number}"), actor=CHILD).ref for number in range(10)}
    (row,) = SiteRequest.objects.for_school(school)
    assert rows == {row.ref}
    assert row.askers == 10


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    asked=st.lists(
        st.tuples(
            st.sampled_from(["dev_1", "dev_2", "dev_3", ""]),
            st.sampled_from(["a.example", "b.example"]),
            st.sampled_from(["junior", "staff"]),
        ),
        max_size=14,
    )
)
def test_however_often_and_by_whomever_it_is_asked_each_counts_once(
    school: School, asked: list[tuple[str, str, str]]
) -> None:
    """One open request for a site at a level, and its count is that of the different devices that asked."""
    SiteAsker.objects.for_school(school).delete()
    SiteRequest.objects.for_school(school).delete()
    for by, host, level in asked:
        ask(school, closed(by, host, level), actor=CHILD)
    found = {(row.host, row.level): row.askers for row in SiteRequest.objects.for_school(school)}
    assert found == {
        (host, level): len({by for by, *other in asked if other == [host, level]}) for _, host, level in asked
    }


def test_what_is_locked_can_be_neither_asked_for_nor_granted(school: School, hires: Hires) -> None:
    for locked in LOCKED:
        with pytest.raises(DeniedError, match="cannot be opened by anyone"):
            ask(school, closed(category=locked.key), actor=CHILD)
    with pytest.raises(DeniedError):
        ask(school, closed(askable=False), actor=CHILD)
    row = ask(school, closed(), actor=CHILD)
    SiteRequest.objects.for_school(school).filter(pk=row.pk).update(category=LOCKED[0].key)
    head = visiting(hires("Ada Fell", "head"))
    assert not asking.waiting(head, Deciding.at(school), NOW)
    with pytest.raises(NotFoundError):
        answer(head, row.ref, "lesson")


def test_one_device_cannot_ask_for_everything(school: School) -> None:
    """The page says to ask later; another device may; and what was asked is asked still."""
    for number in range(MOST_AN_HOUR):
        ask(school, closed(host=f"s{number}.example"), actor=CHILD)
    with pytest.raises(DeniedError, match="in an hour"):
        ask(school, closed(host="more.example"), actor=CHILD)
    ask(school, closed("dev_2", host="more.example"), actor=CHILD)
    ask(school, closed(host="s1.example"), actor=CHILD)
    assert SiteRequest.objects.for_school(school).count() == MOST_AN_HOUR + 1


def test_an_old_page_asks_for_nothing(school: School) -> None:
    long_ago = int((NOW - ASKS_FOR).timestamp()) - 60
    with pytest.raises(BadInputError, match="too long ago"):
        ask(school, closed(at=long_ago), actor=CHILD)


def test_an_answer_is_given_once_and_by_those_who_may(school: School, hires: Hires) -> None:
    """A technician and a teacher with nothing agreed find nothing; the second of two who press is told."""
    row = ask(school, closed(), actor=CHILD)
    for other in ("it-lead", "teachers", "governors"):
        with pytest.raises(NotFoundError):
            answer(visiting(hires(f"{other.title()} Wren", other)), row.ref, "no")
    ruth = visiting(hires("Ruth Lark", "dsl"))
    assert answer(ruth, row.ref, "no").state == "no"
    with pytest.raises(BadInputError, match="answered meanwhile"):
        answer(ruth, row.ref, "day")
    assert not SiteOpening.objects.for_school(school).exists()


def test_a_word_that_is_no_answer_changes_nothing(school: School, hires: Hires) -> None:
    row = ask(school, closed(), actor=CHILD)
    with pytest.raises(BadInputError, match="is none"):
        answer(visiting(hires("Ruth Lark", "dsl")), row.ref, "fortnight")
    row.refresh_from_db()
    assert row.state == "open"


def test_the_letter_goes_to_head_and_lead_at_once_and_to_more_after_a_while(school: School, hires: Hires) -> None:
    """It names no site, nor what it is for; and a second press sends no second letter."""
    ada, ruth, deputy = hires("Ada Fell", "head"), hires("Ruth Lark", "dsl"), hires("Dee Dale", "deputy-dsl")
    ask(school, closed(), actor=CHILD, why="For Zoë’s talk")
    ask(school, closed("dev_2"), actor=CHILD)
    assert _told(school) == sorted([ada.ref, ruth.ref])
    assert look_after_asked(school, datetime.now(UTC) + WAITS / 2, actor=CHILD) == 0
    late = datetime.now(UTC) + WAITS
    assert look_after_asked(school, late, actor=CHILD) == 1
    assert look_after_asked(school, late, actor=CHILD) == 0
    assert _told(school) == sorted([ada.ref, ruth.ref, deputy.ref])
    contexts = [str(row.context) for row in Notice.objects.for_school(school)]
    assert not any("puzzles" in said or "Zoë" in said for said in contexts)


def test_what_nobody_answers_lapses_and_counts_against_us(school: School, hires: Hires) -> None:
    row = ask(school, closed(), actor=CHILD)
    look_after_asked(school, datetime.now(UTC) + LAPSES, actor=CHILD)
    row.refresh_from_db()
    assert row.state == "lapsed"
    ruth = visiting(hires("Ruth Lark", "dsl"))
    for number in range(3):
        answer(ruth, ask(school, closed(host=f"s{number}.example"), actor=CHILD).ref, "no")
    found = asking.pace(school, datetime.now(UTC))
    assert found is not None
    assert (found.answers, found.lapsed) == (3, 1)


def test_a_child_who_was_told_no_asks_again_tomorrow_and_staff_at_once(school: School, hires: Hires) -> None:
    ruth, now = visiting(hires("Ruth Lark", "dsl")), datetime.now(UTC)
    for level in ("junior", "staff"):
        answer(ruth, ask(school, closed(level=level), actor=CHILD, now=now).ref, "no", now=now)
    with pytest.raises(DeniedError, match="stays closed today"):
        ask(school, closed("dev_2"), actor=CHILD, now=now)
    assert ask(school, closed("dev_2", level="staff"), actor=CHILD, now=now).state == "open"
    tomorrow = now + timedelta(days=1)
    assert ask(school, closed("dev_2", at=int(tomorrow.timestamp())), actor=CHILD, now=tomorrow).state == "open"


def test_whoever_comes_after_the_answer_asks_anew(school: School, hires: Hires) -> None:
    first = ask(school, closed(), actor=CHILD)
    answer(visiting(hires("Ruth Lark", "dsl")), first.ref, "day")
    assert ask(school, closed("dev_2"), actor=CHILD).ref != first.ref


def _told(school: School) -> list[str]:
    rows = Notice.objects.for_school(school).filter(kind="filter.asked")
    return sorted(rows.values_list("person__ref", flat=True))
