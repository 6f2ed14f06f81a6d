"""The linter: every rule's examples, and what holds of all of them."""

from dataclasses import replace
from datetime import date

import pytest

from schoolgate.reading.lint import lint
from schoolgate.reading.lint.dead import Dead, dead_references
from schoolgate.reading.lint.paper import paper_of, sentence
from schoolgate.reading.lint.rule import RULES, Example, Rule
from schoolgate.reading.model import Nature, ReadDate

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
DUE = ReadDate(date(2025, 7, 31), "month", "July 2025")


def test_it_works() -> None:
    paper = paper_of(
        sentence("Concerns are answered promptly.", "incident-log.dealt-with"),
        sentence("Reviewed in July 2025.", nature=Nature.CONTEXT),
        review_due=DUE,
    )
    found = lint(paper.reading, (), date(2026, 3, 2))
    assert [(each.kind, each.quote) for each in found] == [
        ("vague-clock", "Concerns are answered promptly."),
        ("overdue-review", "Reviewed in July 2025."),
    ]
    assert found[0].suggestion == "Concerns are answered within one working day."


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("Logs are regularly checked.", "Logs are checked at least once a week."),
        ("The lead reports regularly to governors.", "The lead reports at least once a week to governors."),
        ("The lead regularly looks at logs.", "The lead looks at logs, at least once a week."),
        ("There are regular reviews of the logs", "There are reviews of the logs, at least once a week."),
        ("Regular checks are made.", "Checks are made, at least once a week."),
        ("Alerts are answered promptly and kindly.", "Alerts are answered within one working day and kindly."),
    ],
)
def test_the_wording_offered_is_english(said: str, offered: str) -> None:
    paper = paper_of(sentence(said, "monitoring.reviewed"))
    assert [each.suggestion for each in RULES.get("vague-clock").find(paper)] == [offered]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("We keep to the Data Protection Act 1998.", "We keep to the UK GDPR and the Data Protection Act 2018."),
        (
            "It meets the WEEE Regulations 2006 and the WEEE (Amendment) Regulations 2007.",
            "It meets the Waste Electrical and Electronic Equipment Regulations 2013.",
        ),
        ("Our tablets use Windows 7.", "Every device runs only software that still receives security updates."),
    ],
)
def test_what_is_dead_is_named_anew(said: str, offered: str) -> None:
    found = RULES.get("dead-reference").find(paper_of(sentence(said)))
    assert [each.suggestion for each in found] == [offered]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.key}: {each.words}" for rule, each in EXAMPLES])
def test_every_rule_finds_what_its_examples_say(rule: Rule, example: Example) -> None:
    found = list(rule.find(example.paper))
    assert len(found) == len(example.finds), found
    for each, phrase in zip(found, example.finds, strict=True):
        assert phrase in each.message


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.key}: {each.words}" for rule, each in EXAMPLES])
def test_every_note_quotes_its_sentence_and_rewrites_nothing(rule: Rule, example: Example) -> None:
    said = {clause.ref: clause.text for clause in example.paper.reading.clauses}
    for each in rule.find(example.paper):
        assert each.kind == rule.key
        assert each.quote == (said[each.clause] if each.clause else "")
        assert each.message.endswith((".", "?", "”", ")"))
        assert each.suggestion
        assert each.other_clause is None or each.other_clause in said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_has_words_and_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.words.endswith(".")
    assert any(example.finds for example in rule.examples)
    assert any(not example.finds for example in rule.examples)


def test_nothing_is_said_of_a_policy_with_nothing_wrong() -> None:
    paper = paper_of(
        sentence("Every member of staff locks their screen on leaving it.", "access-rights.locked"),
        review_due=replace(DUE, date=date(2027, 7, 31)),
    )
    assert lint(paper.reading, (), date(2026, 3, 2)) == ()


def test_the_same_paper_gives_the_same_notes() -> None:
    paper = EXAMPLES[0][1].paper
    once = lint(paper.reading, paper.requirements, paper.today)
    assert lint(paper.reading, paper.requirements, paper.today) == once


@pytest.mark.parametrize("dead", dead_references(), ids=lambda dead: dead.pattern.pattern[:40])
def test_every_dead_reference_is_whole(dead: Dead) -> None:
    assert dead.message.endswith(".")
    assert bool(dead.instead) is not bool(dead.sentence)
    assert dead.pattern.pattern == dead.pattern.pattern.lower() or "\\" in dead.pattern.pattern
    assert date(1995, 1, 1) < dead.since < date(2027, 1, 1)


def test_a_file_made_to_be_slow_is_still_read() -> None:
    """Each line holds every word the patterns begin with and never what they end with."""
    bait = "password change phone parents may use own sign access images two-factor save weee first name " * 20
    clauses = [sentence(f"{bait}{n}", "passwords.changed") for n in range(60)]
    paper = paper_of(*clauses, review_due=replace(DUE, date=date(2027, 7, 31)))
    assert {each.kind for each in lint(paper.reading, (), date(2026, 6, 2))} <= set(RULES.keys())
