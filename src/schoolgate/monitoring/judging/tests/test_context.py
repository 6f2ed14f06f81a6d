"""What stands around words changes what they mean: each rule of context is shown by a pair, with it and without."""

import pytest

from schoolgate.monitoring.judging import Packs, judge
from schoolgate.monitoring.judging.finding import finder, places
from schoolgate.monitoring.judging.lexicon import shipped


def test_it_works() -> None:
    assert judge("how to kill someone").severity == "high"
    assert judge("how to kill someone in fortnite").severity == "low"


@pytest.mark.parametrize(
    ("alarms", "does_not"),
    [
        ("suicide", "suicide squad film"),  # a title
        ("how to kill people", "how to kill the lights"),  # a saying
        ("cocaine", "cocaine in victorian times history homework"),  # history
        ("where to buy cocaine", "cocaine lesson plan for staff training"),  # adults' work
        ("how to make a bomb", "how to make a bath bomb"),  # a thing of another kind
        ("my dad is going to kill me", "my dad is going to kill me i forgot my pe kit"),  # a manner of speaking
        ("what is suicide i want to do it", "what is suicide"),  # the meaning of a word
        ("how to poison myself", "did boudicca the celtic queen poison herself history"),  # long ago, somebody else
        ("my mum is not waking up", "my tablet is dead"),  # a thing, not a person
        ("i havent eaten for three days", "my snake went three days without food"),  # an animal
    ],
)
def test_each_context_eases_and_its_absence_does_not(alarms: str, does_not: str) -> None:
    assert judge(alarms).alert
    assert not judge(does_not).alert


@pytest.mark.parametrize(
    "word", ["rape", "self harm", "suicide", "grooming", "porn", "fgm", "county lines", "nonce", "lesbian"]
)
@pytest.mark.parametrize("asked", ["what does {} mean", "what is {}", "{} meaning", "define {}", "meaning of {}"])
def test_the_meaning_of_a_word_is_no_alarm(asked: str, word: str) -> None:
    assert judge(asked.format(word)).severity in {"none", "low"}
    assert not judge(asked.format(word)).alert


@pytest.mark.parametrize(
    "text", ["what does rape mean my uncle did it to me", "what is the easiest suicide", "what is child porn"]
)
def test_what_only_begins_as_a_question_of_meaning_is_judged_by_the_rest(text: str) -> None:
    assert judge(text).severity == "high"


def test_a_not_before_the_words_takes_away_and_one_far_before_does_not() -> None:
    plainly, negated = judge("mum was drunk and hit me"), judge("mum was not drunk and hit me")
    assert plainly.alert
    assert negated.alert  # what a child tells of itself is firm
    assert judge("buy weed").score > judge("say no to weed").score
    for rule in (rule for rule in shipped().rules if rule.key == "drugs.words"):
        assert rule.negated
    near, far = judge("never use a slingshot gun").score, judge("never mind where is the shop with guns").score
    assert near <= far


def test_the_second_context_counts_half() -> None:
    found = finder().lexicon.eases["violence"]
    one, both = judge("how to shoot someone in minecraft"), judge("how to shoot someone in minecraft film")
    assert one.score - both.score <= found["story"] / 2


def test_what_a_harmless_phrase_covers_is_covered_and_no_more() -> None:
    assert places(("a", "b", "a"), ("a",)) == {0, 2}
    assert not judge("suicide squad").alert
    assert judge("suicide squad was good but i want to die").alert
    assert judge("the inn called cocaine sells cocaine", Packs(harmless=("inn called cocaine",))).alert


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("dady hrts me", "abuse"),
        ("mum has been out for two days", "abuse"),
        ("the blackout challenge at break", "self-harm"),
        ("she swallowed a button battery for a dare", "self-harm"),
        ("how to stop eating", "eating"),
        ("how to burn down the school", "violence"),
        ("how do i become a martyr", "extremism"),
        ("smoothwall unblocker", "bypass"),
        ("type mums card number here", "fraud"),
        ("wait round the corner so the other staff dont see", "grooming"),
        ("chcę uciec z domu", "running-away"),
        ("trimite-mi o poza fara haine", "grooming"),
        ("não contes à mãe", "grooming"),
        ("вітчим б'є мене", "abuse"),
        ("هذا سر بيننا", "grooming"),
    ],
)
def test_dangers_in_a_childs_own_words_and_languages(text: str, category: str) -> None:
    judged = judge(text)
    assert (judged.alert, judged.category) == (True, category)


def test_what_would_have_prevented_it_would_have() -> None:
    judged = judge("where can i buy a zombie knife")
    assert f"the rule {judged.rule} muted" in judged.unless
    assert judge(judged.text, Packs(muted=frozenset({judged.rule, "leaning"}))).rule != judged.rule
