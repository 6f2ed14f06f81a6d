"""From what was agreed to what decides."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from schoolgate.filtering.agreed.rules import Around, rules_of, school_days
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.tests.some_settings import NIGHT, PLAYTIME, junior_opens, some_settings
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.tests.a_filter import JUNIOR, LISTS, ask, closes, opens, pauses, said
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term

AUTUMN = Term(date(2026, 9, 1), date(2026, 12, 18), "Autumn", Period(date(2026, 10, 26), date(2026, 10, 30)))


def test_what_is_agreed_is_what_decides() -> None:
    assert said(decide(ask("puzzles.example", JUNIOR), rules_of(Setting()), LISTS))[0] == "block"
    assert said(decide(ask("puzzles.example", JUNIOR), rules_of(junior_opens("games")), LISTS))[0] == "allow"
    for_one = Around(epoch=7, exceptions=(opens("puzzles.example", ref="exc_9"),))
    assert said(decide(ask("puzzles.example"), rules_of(Setting(), for_one), LISTS))[:2] == ("allow", "exception:exc_9")


@given(some_settings)
def test_rules_can_be_made_of_any_setting(setting: Setting) -> None:
    around = Around(pauses=(pauses(windows=("win_night",)),), exceptions=(opens("casino.example"),))
    rules = rules_of(setting, around)
    assert rules.serving == setting.serving
    assert bool(rules.pauses) == any(window.ref == "win_night" for window in setting.windows)


def test_the_schools_sites_and_corrections_stand_beside_what_schoolgate_knows() -> None:
    ours = Listed("owls.example", frozenset({"games"}))
    rules = rules_of(replace(Setting(), sites=(ours,)), Around(listed=(Listed("wrens.example", frozenset({"chat"})),)))
    assert said(decide(ask("owls.example"), rules, LISTS)) == ("block", "level:junior", "games")
    assert said(decide(ask("wrens.example"), rules, LISTS)) == ("block", "level:junior", "chat")
    assert said(decide(ask("claude.ai"), rules, LISTS)) == ("block", "level:junior", "ai-chat")


def test_what_speaks_only_of_a_level_or_window_that_is_gone_is_left_out() -> None:
    gone, both = Scope(levels=frozenset({"year-6"})), Scope(levels=frozenset({"year-6", "junior"}))
    around = Around(
        exceptions=(opens("casino.example", gone), opens("x.example", both, ref="exc_2")),
        closures=(closes("y.example", gone),),
        pauses=(pauses(windows=("win_night", "win_play")), pauses(windows=("win_night",), ref="pau_2")),
    )
    rules = rules_of(replace(Setting(), windows=(PLAYTIME,)), around)
    assert [(each.ref, each.scope.levels) for each in rules.exceptions] == [("exc_2", frozenset({"junior"}))]
    assert rules.closures == ()
    assert [(each.ref, each.windows) for each in rules.pauses] == [("pau_1", frozenset({"win_play"}))]
    assert rules_of(replace(Setting(), windows=(NIGHT, PLAYTIME)), around).pauses == around.pauses


def test_where_it_is_on_goes_with_the_rules() -> None:
    serving = Serving(Mode.WATCHING, groups={"class_owls": Mode.ON})
    assert rules_of(replace(Setting(), serving=serving)).serving == serving


def test_school_days_are_known_as_far_as_the_school_gave_its_terms() -> None:
    calendar = SchoolCalendar(nation=Nation.ENGLAND, terms=(AUTUMN,))
    known = school_days(calendar, date(2026, 11, 18))
    assert known is not None
    assert known.is_one(date(2026, 11, 18)) is True
    assert known.is_one(date(2026, 11, 21)) is False  # a Saturday
    assert known.is_one(date(2026, 11, 18) + timedelta(days=400)) is None
    assert school_days(SchoolCalendar(nation=Nation.ENGLAND), date(2026, 11, 18)) is None
