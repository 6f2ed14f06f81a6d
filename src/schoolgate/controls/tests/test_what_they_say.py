"""What checks with words of their own say: each is a sentence that a head could read out."""

from datetime import date
from typing import Any

import pytest

from schoolgate.controls.registry import CONTROLS
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.facts import (
    FACTS,
    Confirmed,
    Consultation,
    Counted,
    Delegations,
    Holder,
    Knowers,
    Looked,
    OpenTriggers,
    PromiseFacts,
    Quorum,
    Risks,
)

DAY = date(2026, 11, 2)
SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "devices_updated",
        {"devices.patched": Counted(31, 27, 2, 2, DAY)},
        "27 of 31 devices updated this week; 2 late; 2 not heard from.",
    ),
    (
        "taken_down_in_time",
        {"website.takedowns": Counted(0, 0, 0, 0, DAY)},
        "Nobody has asked for anything to be taken down, as counted on 2 November 2026.",
    ),
    (
        "triggers_answered",
        {"policy.triggers": OpenTriggers(3, DAY, date(2026, 10, 27), "incident", date(2026, 12, 18))},
        "An early review is asked for by an incident of 27 October 2026 and 2 more, by 18 December 2026. "
        "It has not been reviewed yet.",
    ),
    (
        "triggers_answered",
        {"policy.triggers": OpenTriggers(1, DAY, None, "technology")},
        "An early review is asked for by new technology. It has not been reviewed yet.",
    ),
    ("delegations_in_date", {"people.delegations": Delegations(1, 0, DAY)}, "What the head passed on is in date."),
    (
        "delegations_in_date",
        {"people.delegations": Delegations(3, 0, DAY)},
        "All 3 that the head passed on are in date.",
    ),
    (
        "two_know_allegations",
        {"people.allegation_readers": Knowers(1, 0, DAY)},
        "1 senior person is signed off on the procedure, 0 of them besides the head; there must be two, and one who is "
        "not the head.",
    ),
    (
        "two_know_allegations",
        {"people.allegation_readers": Knowers(3, 2, DAY)},
        "3 senior people are signed off on the procedure, 2 of them besides the head.",
    ),
    (
        "backups_tested",
        {"caretaking.backup_restored_on": Looked(DAY, date(2026, 12, 18))},
        "The backup of these records was restored as a test on 2 November 2026. Of the school’s other data: IT support "
        "would answer it; they are asked each term.",
    ),
    (
        "consultation_held",
        {"policy.consultation": Consultation(date(2026, 5, 12), ("staff", "parents"))},
        "Staff, parents and carers were last asked on 12 May 2026.",
    ),
    ("ratified_by_quorum", {"policy.quorum": Quorum(7, 4)}, "7 were there when it was ratified, and 4 are needed."),
    (
        "risks_looked_at",
        {"registers.risks": Risks(9, 0, 3, DAY, date(2026, 7, 20))},
        "3 of 9 risks have not been looked at since 20 July 2026.",
    ),
]
DATED = (Confirmed, Counted, Delegations, Knowers, Looked, OpenTriggers, Risks)


@pytest.mark.parametrize(("key", "facts", "said"), SAID)
def test_it_says_so(key: str, facts: dict[str, Any], said: str) -> None:
    finding = CONTROLS.get(key).answer(facts, DAY)
    assert finding is not None
    assert finding.because == said


def test_what_the_policy_says_and_what_the_people_say_are_told_apart_by_name() -> None:
    lead = PromiseFacts("A lead is appointed.", (), ("roles-assigned.named-lead",), ("online-safety-lead",))
    check = CONTROLS.get("roles_held")
    example = next(one for one in check.examples if one.standing is Standing.BROKEN)
    named = (Holder("online-safety-lead", "Mrs J. Hart"),)
    facts = {**example.facts, "policy.promise": lead, "policy.post_holders": named}
    finding = check.answer(facts, example.today)
    assert finding is not None
    assert finding.because == ("The policy names Mrs J. Hart as the online safety lead, and Ann Lowe holds the post.")


@pytest.mark.parametrize("control", [pytest.param(control, id=control.key) for control in CONTROLS])
def test_what_is_dated_tomorrow_claims_nothing_today(control: Any) -> None:
    """Every example again, with its dated facts only, on a day before any of them."""
    for example in control.examples:
        dated = {key: value for key, value in example.facts.items() if FACTS[key].shape in DATED}
        finding = control.answer(dated, date(2020, 1, 1))
        assert finding is None or finding.standing is Standing.NOT_KNOWN
