"""What differs between two settings, in words that a governor understands."""

from dataclasses import replace

import pytest
from hypothesis import given

from schoolgate.filtering.agreed.comparing import SAME, differences, state
from schoolgate.filtering.agreed.setting import Decider, Setting, level_from
from schoolgate.filtering.agreed.tests.some_settings import NIGHT, PLAYTIME, junior_opens, some_settings
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.serving import Mode, Serving

NOW = Setting()
INFANT, JUNIOR, STAFF, GUEST = SHIPPED


def said(after: Setting, before: Setting = NOW) -> list[tuple[str, bool | None]]:
    return [(one.words, one.opens) for one in differences(before, after, {"class_owls": "Owls"})]


def test_a_category_that_is_opened_is_said_in_one_line() -> None:
    assert said(junior_opens("games")) == [("Key stage 2: games closed -> open", True)]
    assert said(NOW, junior_opens("games")) == [("Key stage 2: games open -> closed", False)]


@given(some_settings, some_settings)
def test_nothing_is_said_if_and_only_if_they_are_equal(one: Setting, other: Setting) -> None:
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != other)


@given(some_settings, some_settings)
def test_the_way_back_undoes_each_line(one: Setting, other: Setting) -> None:
    there, back = differences(one, other), differences(other, one)
    assert len(there) == len(back)
    turned = {True: False, False: True, None: None}
    assert sorted(str(turned[each.opens]) for each in there) == sorted(str(each.opens) for each in back)


@pytest.mark.parametrize(
    ("after", "words", "opens"),
    [
        (
            NOW.with_level(replace(JUNIOR, block=JUNIOR.block - {"games"}, hold=frozenset({"games"}))),
            "Key stage 2: games closed -> held for an adult",
            True,
        ),
        (
            NOW.with_level(replace(STAFF, youtube=Restricted.STRICT)),
            "Staff: YouTube’s restricted mode off -> strict",
            False,
        ),
        (NOW.with_level(replace(GUEST, safe_search=False)), "Guests: search engines’ safe setting on -> off", True),
        (
            NOW.with_level(replace(GUEST, closed_ways=GUEST.closed_ways - {"quic"})),
            "Guests: this kind of connection (QUIC) closed -> open",
            True,
        ),
        (NOW.with_level(level_from(JUNIOR, "year-6", "year 6")), "Year 6: this level is not there -> new", None),
        (NOW.with_level(replace(GUEST, words="visitors")), "Guests: is called guests -> visitors", None),
        (
            NOW.with_level(replace(INFANT, garden=INFANT.garden | {"learning"})),
            "Early years and key stage 1: sites for learning not chosen -> chosen",
            True,
        ),
        (
            replace(NOW, windows=(NIGHT,)),
            "At some hours: “night” none -> 20:00 to 07:00, every day: closes everything",
            None,
        ),
        (
            replace(NOW, windows=(PLAYTIME,)),
            "At some hours: “playtime” none -> 12:00 to 13:00, Mon, Tue, Wed, Thu, Fri: opens games",
            None,
        ),
        (
            replace(NOW, sites=(Listed("owls.example", frozenset({"children"})),)),
            "The school’s own list: owls.example is not among -> among sites made for children",
            None,
        ),
        (replace(NOW, groups={"class_owls": "junior"}), "The class Owls: has no level of its own -> key stage 2", None),
        (replace(NOW, roles={"teachers": "staff"}), "Teacher: has no level of its own -> staff", None),
        (
            replace(NOW, unknown=""),
            "Whoever is not known: has early years and key stage 1 -> everything closed",
            None,
        ),
        (
            replace(NOW, deciders=(Decider("teachers", "lesson", frozenset({"games"})),)),
            "Opening sites: Teacher may open games, for the lesson at most: not agreed -> agreed",
            True,
        ),
        (
            replace(NOW, serving=Serving(Mode.OFF, groups={"class_owls": Mode.ON})),
            "Owls: the filter is as the school has it -> on",
            None,
        ),
        (
            replace(NOW, serving=Serving(Mode.ON)),
            "Schoolgate’s filter: is off: Schoolgate proves the filter you have -> on",
            False,
        ),
        (replace(NOW, supplier="Grid for Learning"), "The filter: is that of Schoolgate -> Grid for Learning", None),
        (
            replace(NOW, needs_entitlement=True),
            "Everybody: the web is for anybody -> only who has agreed to the rules of use",
            False,
        ),
        (replace(NOW, closure_days=3), "One person’s emergency block: holds for 1 school day -> 3 school days", None),
        (replace(NOW, levels=SHIPPED[::-1]), f"The setting: {SAME}", None),
    ],
)
def test_each_part_has_words_of_its_own(after: Setting, words: str, opens: bool | None) -> None:
    assert (words, opens) in said(after)


def test_a_category_in_several_sets_is_what_outweighs() -> None:
    level = replace(JUNIOR, warn=frozenset({"games"}))  # and closed too
    assert state(level, "games") == "closed"
    assert said(NOW.with_level(level)) == [(f"The setting: {SAME}", None)]
