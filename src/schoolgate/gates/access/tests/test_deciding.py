"""The access gate by example: what opens, what waits, and the reasons it gives."""

from datetime import date, timedelta

from schoolgate.gates.access import GATE
from schoolgate.gates.access.deciding import AccessGate, Answer, State, cannot_decide
from schoolgate.gates.access.inputs import Ruling, Signed, Someone, Verb
from schoolgate.gates.access.rules import Rules
from schoolgate.gates.access.tests.some_people import CODE, HOME, PUPIL, RULES, TEACHER, TODAY, both
from schoolgate.gates.access.things import THINGS
from schoolgate.kernel.verdicts import Verdict


def asked(one: Someone, thing: str, on: date = TODAY) -> Answer:
    return next(answer for answer in AccessGate(RULES, on).answers([one]) if answer.thing == thing)


def keys(answer: Answer) -> list[str]:
    return [reason.key for reason in answer.reasons]


def test_two_of_two_agreements_open_the_internet_to_a_child() -> None:
    answer = asked(Someone("per_1", PUPIL, both()), "internet")

    assert answer.is_open
    assert answer.because == (
        "“Home-school agreement” was signed on 18 November 2026. "
        "“Internet code of practice” was signed on 18 November 2026, and holds until 31 August 2027."
    )


def test_one_of_two_waits_and_says_which_is_missing() -> None:
    answer = asked(Someone("per_1", PUPIL, frozenset({Signed("home-school", TODAY)})), "internet")

    assert answer.state is State.WAITING
    assert answer.because == "“Internet code of practice” is not signed."
    assert answer.reasons[0].about == "internet-code"


def test_every_reason_is_given_and_not_the_first_only() -> None:
    assert keys(asked(Someone("per_1", PUPIL), "device")) == ["not-back", "not-back"]
    assert keys(asked(Someone("per_2", TEACHER), "vpn")) == ["not-back", "no-days"]


def test_all_six_things_are_answered_for_everybody() -> None:
    answers = list(AccessGate(RULES, TODAY).answers([Someone("per_1", PUPIL), Someone("per_2", TEACHER)]))

    assert [answer.thing for answer in answers] == [*THINGS, *THINGS]


def test_what_ran_out_says_when() -> None:
    signed = frozenset({Signed("home-school", TODAY), Signed("internet-code", date(2025, 9, 9), date(2026, 8, 31))})

    answer = asked(Someone("per_1", PUPIL, signed), "internet")

    assert answer.because == "“Internet code of practice” ran out on 31 August 2026."


def test_staff_share_files_only_while_they_have_shown_that_they_understand() -> None:
    staff = Signed("staff-acceptable-use", TODAY)
    quiz = Signed("sharing-rights", date(2019, 5, 1))

    assert keys(asked(Someone("per_2", TEACHER, frozenset({staff})), "cloud-sharing")) == ["not-shown"]
    assert keys(asked(Someone("per_2", TEACHER, frozenset({staff, quiz})), "cloud-sharing")) == ["ran-out"]
    fresh = quiz._replace(on=TODAY - timedelta(days=365))
    assert asked(Someone("per_2", TEACHER, frozenset({staff, fresh})), "cloud-sharing").is_open
    assert asked(Someone("per_1", PUPIL, both()), "cloud-sharing").state is State.CLOSED


def test_the_way_in_from_home_needs_the_role_the_agreement_and_the_days() -> None:
    signed = frozenset({Signed("staff-acceptable-use", TODAY)})
    days = Ruling("vpn", Verb.GIVES_DAYS, TODAY, TODAY + timedelta(days=9), "Reports at home.")
    over = days._replace(first=TODAY - timedelta(days=9), last=TODAY - timedelta(days=1))

    assert keys(asked(Someone("per_2", TEACHER, signed), "vpn")) == ["no-days"]
    assert keys(asked(Someone("per_2", TEACHER, signed, frozenset({over})), "vpn")) == ["days-over"]
    assert asked(Someone("per_2", TEACHER, signed, frozenset({days})), "vpn").is_open
    assert keys(asked(Someone("per_1", PUPIL, both(), frozenset({days})), "vpn")) == ["not-for-them"]


def test_supply_staff_sign_the_short_rules_in_the_place_of_the_long_ones() -> None:
    supply = Someone("per_3", TEACHER, frozenset({Signed("supply-staff", TODAY, TODAY)}))

    assert asked(supply, "internet").is_open
    assert keys(asked(supply, "email")) == ["not-back"]
    assert keys(asked(supply, "internet", TODAY + timedelta(days=1))) == ["ran-out"]


def test_an_exception_by_name_opens_until_its_last_day_and_still_says_what_is_missing() -> None:
    ruled = Ruling("internet", Verb.OPENS, TODAY, TODAY + timedelta(days=2), "Both parents are at sea.")
    one = Someone("per_1", PUPIL, rulings=frozenset({ruled}))

    assert keys(asked(one, "internet")) == ["exception", "not-back", "not-back"]
    assert asked(one, "internet").is_open
    assert not asked(one, "email").is_open
    assert not asked(one, "internet", TODAY + timedelta(days=3)).is_open


def test_what_the_head_took_away_is_closed_whatever_is_signed() -> None:
    gone = Ruling("device", Verb.SHUTS, TODAY, TODAY + timedelta(days=4), "Used another child’s password.")
    answer = asked(Someone("per_1", PUPIL, both(), frozenset({gone})), "device")

    assert answer.state is State.CLOSED
    assert answer.because.endswith("until 22 November 2026: Used another child’s password.")


def test_it_is_acted_on_only_where_it_is_switched_on_and_always_for_leavers() -> None:
    assert not asked(Someone("per_1", PUPIL), "internet").shut
    assert asked(Someone("per_1", PUPIL, acts=True), "internet").shut
    left = asked(Someone("per_1", PUPIL, both(), left_on=TODAY - timedelta(days=1)), "internet")
    assert (keys(left), left.shut) == (["left"], True)


def test_lessons_on_a_class_device_are_told_where_a_form_is_not_back() -> None:
    one = Someone("per_1", PUPIL, at_lessons=True)

    assert keys(asked(one, "internet"))[-1] == "at-lessons"
    assert "at-lessons" not in keys(asked(one, "email"))


def test_who_has_no_agreement_to_sign_is_told_so() -> None:
    visitor = asked(Someone("per_4", frozenset({"visitors"})), "internet")

    assert (visitor.state, keys(visitor)) == (State.CLOSED, ["nothing-agreed"])


def test_words_that_nobody_approved_cannot_be_signed_and_the_reason_says_so() -> None:
    draft = Rules((HOME, type(CODE)(CODE.key, CODE.title, CODE.roles, CODE.things, asked=False)))
    answer = next(iter(AccessGate(draft, TODAY).answers([Someone("per_1", PUPIL)])))

    assert keys(answer) == ["not-back", "not-asked"]


def test_where_it_cannot_decide_it_does_what_it_says() -> None:
    assert GATE.cannot_decide is Verdict.BLOCK
    assert all(answer.shut and answer.because for answer in cannot_decide("per_1"))
