"""No code word reaches a page."""

from pathlib import Path

from house import words
from house.files import ROOT, SOURCE

from schoolgate.controls.registry import CONTROLS
from schoolgate.policy.packs import packs
from schoolgate.reading.lint.advice import advice
from schoolgate.reading.lint.dead import dead_references
from schoolgate.reading.lint.oppositions import OPPOSITIONS
from schoolgate.reading.lint.rule import RULES
from schoolgate.vocabulary import screens
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.facts import FACTS
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.topics import TOPICS


def test_no_template_shows_a_code_word() -> None:
    assert words.in_templates(SOURCE) == []


def test_no_text_marked_for_translation_holds_a_code_word() -> None:
    assert words.in_translated_text(ROOT) == []


def test_what_frameworks_and_the_linter_say_holds_no_code_word() -> None:
    asked = [text for pack in packs() for each in pack.requirements for text in (each.words, each.gap, each.suggestion)]
    noted = [note.message for rule in RULES for example in rule.examples for note in rule.find(example.paper)]
    facts = [text for pair in OPPOSITIONS for text in (pair.message, pair.suggestion)]
    facts += [text for each in advice() for text in (each.message, each.suggestion)]
    facts += [text for each in dead_references() for text in (each.message, each.instead, each.sentence)]
    assert [text for text in asked + noted + facts if words.code_words(text)] == []


def test_code_words_are_found_where_people_see_them(tmp_path: Path) -> None:
    page = tmp_path / "home" / "templates" / "home" / "board.html"
    page.parent.mkdir(parents=True)
    page.write_text('<h1>Your duties</h1><a aria-label="Open the gate" href="/">go</a>{% translate "New feed" %}')
    assert [problem.rpartition(" ")[2] for problem in words.in_templates(tmp_path)] == ["duties", "gate", "feed"]


def test_code_words_are_passed_over_where_nobody_sees_them() -> None:
    page = (
        '{# the ledger #}<p class="standing">{{ promise.standing }}</p>'
        "<script>let gate = 1</script>{% if duty %}{% endif %}"
    )
    assert words.code_words(words.visible_text(page)) == []


def test_ordinary_words_that_hold_one_are_left_alone() -> None:
    assert words.code_words("Feedback on how we investigate; outstanding; a propeller; navigate; aggregate") == []


def test_translated_text_in_code_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "pages.py").write_text('TITLE = _("The ledger")\nname = get("ledger")\n')
    assert len(words.in_translated_text(tmp_path)) == 1


def words_on_screen() -> list[str]:
    """What the vocabulary, the checks and their answers put before people."""
    shown = [*AREAS.values(), *TOPICS.values(), *ROLES.values(), *screens.STRENGTHS.values()]
    shown += [*screens.NATURES.values(), *screens.CLOCKS.values(), *(mark.words for mark in screens.MARKS.values())]
    shown += [text for fact in FACTS.values() for text in (fact.words, fact.source)]
    for control in CONTROLS:
        answers = [control.answer(example.facts, example.today) for example in control.examples]
        shown += [control.title, *(answer.because for answer in answers if answer)]
    return shown


def test_no_word_for_people_holds_a_code_word() -> None:
    assert {text: words.code_words(text) for text in words_on_screen() if words.code_words(text)} == {}
