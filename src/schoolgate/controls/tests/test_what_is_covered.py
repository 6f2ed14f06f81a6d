"""Every requirement has a check that could answer it, what would answer is said alike, and few are asked for much."""

from collections import Counter

import pytest

from schoolgate.controls.contract import ANY_TOPIC, Control, Example
from schoolgate.controls.registry import CONTROLS
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.facts import FACTS, Confirmed, Counted
from schoolgate.vocabulary.roles import POSTS
from schoolgate.vocabulary.sources import SOURCES, answered_by
from schoolgate.vocabulary.topics import TOPICS

IN_A_YEAR = {"daily": 190, "weekly": 38, "half-termly": 6, "termly": 3, "yearly": 1, "two-yearly": 0.5}
# Of the subjects no check of its own answers, a person confirms the promise: each says why nothing measures it.
ONLY_CONFIRMED = {
    "agreement-staff.acceptable-use": "how people behave is not counted",
    "agreement-pupil-parent.acceptable-use": "how people behave is not counted",
    "agreement-pupil-parent.sanctions": "each case is its own",
    "incident-log.report": "nobody can count what was never told",
    "escalation-external.illegal-material": "it must hardly ever happen, and never be tried",
    "allegation-staff.low-level": "only those who deal with them may see them",
    "parent-communication.involvement": "taking part is not counted",
    "email-use.conduct": "how people behave is not counted",
    "photo-consent.care": "a matter of judgement",
    "website-publishing.accuracy": "a matter of judgement",
    "website-publishing.pupil-work": "the check before publishing comes with its room",
    "copyright-takedown.respect": "a matter of judgement",
    "social-media.conduct": "how people behave is not counted",
    "social-media.school-accounts": "a matter of judgement",
    "mobile-phones-byod.pupils": "how people behave is not counted",
    "software-licensing.requests": "requests come with the register of software",
    "asset-inventory.care": "how people behave is not counted",
    "roles-assigned.technical": "what the post is for, not whether it is done",
    "other.conduct": "how people behave is not counted",
    "other.equality": "a matter of judgement",
    "other.general": "nobody knows what it is about",
}


def own_checks() -> list[Control]:
    return [control for control in CONTROLS if control.topics != ANY_TOPIC]


def test_every_subject_has_a_check_or_a_reason_why_only_a_person_can_say() -> None:
    answered = {topic for control in own_checks() for topic in control.topics}
    assert set(TOPICS) - answered == set(ONLY_CONFIRMED)


def test_what_would_answer_is_said_by_the_check_as_by_the_subject() -> None:
    """A count's own giver is the one its subject would be answered by, so that two pages never name two."""
    differ = [
        (control.key, topic)
        for control in own_checks()
        for topic in control.topics
        for key in control.facts
        if FACTS[key].shape is Counted
        and answered_by((topic,)).topics
        and FACTS[key].source != answered_by((topic,)).said
    ]
    assert differ == []


def test_a_source_that_would_answer_a_subject_has_a_check_that_would_look_at_it() -> None:
    answered = {topic for control in own_checks() for topic in control.topics}
    assert [topic for source in SOURCES for topic in source.topics if topic not in answered] == []


def test_only_a_promises_first_subject_says_what_would_answer_it() -> None:
    assert answered_by(("other.equality", "patching.current")).topics == ()


def test_each_source_says_how_to_give_it() -> None:
    assert [source.key for source in SOURCES if not source.how.endswith(".")] == []
    assert answered_by(("patching.current",)).said == "the device list from IT support"


def test_who_is_asked_holds_a_post_and_gives_a_word() -> None:
    asks = [control.ask for control in CONTROLS if control.ask]
    assert {ask.role for ask in asks} <= set(POSTS)
    assert {FACTS[ask.fact].shape for ask in asks} == {Confirmed}
    assert Counter(ask.fact for ask in asks).most_common(1)[0][1] == 1


def test_nobody_is_asked_for_more_than_a_quarter_of_an_hour_in_a_school_week() -> None:
    minutes: Counter[str] = Counter()
    for control in CONTROLS:
        if control.ask and not control.fallback:
            minutes[control.ask.role] += round(control.ask.minutes * IN_A_YEAR[control.rhythm])
    assert {role: total for role, total in minutes.items() if total > 15 * 38} == {}


@pytest.mark.parametrize("control", [pytest.param(control, id=control.key) for control in CONTROLS])
def test_the_last_day_it_speaks_for_is_not_past(control: Control) -> None:
    """What has lapsed is never shown as kept or confirmed."""

    def lapsed(example: Example) -> bool:
        found = control.answer(example.facts, example.today)
        good = found is not None and found.standing in (Standing.KEPT, Standing.DECLARED)
        return good and found is not None and found.until is not None and found.until < example.today

    assert [example.words for example in control.examples if lapsed(example)] == []
