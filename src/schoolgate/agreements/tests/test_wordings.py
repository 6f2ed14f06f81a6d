"""Words of an agreement: versions, languages, pictures; approved by the head and never changed."""

from datetime import timedelta

import pytest

from schoolgate.agreements import actions, queries
from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs
from schoolgate.agreements.tests.families import ACTOR, as_self, somebody
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


def test_it_works(school: School, amara: Person) -> None:
    office = somebody(school, "Pat Lane", "office")
    row = actions.draft(school, "home-school", title=" Our  promise ", body="- We try.\n", actor=as_self(office))
    actions.add_text(row, language="pl", title="Obietnica", body="- Staramy się.", actor=as_self(office))
    actions.approve(row, actor=as_self(amara))
    words = queries.words_in_force(school, "home-school", today(school))
    assert words is not None
    text = words.text()
    assert text is not None
    said = {"kind": "home-school", "title": "Our promise", "body": "- We try.", "language": "en", "style": "plain"}
    assert (text.title, text.digest) == ("Our promise", digest(said))
    assert (words.text("pl") or text).title == "Obietnica"


def test_only_the_head_signed_in_approves(school: School, amara: Person) -> None:
    row = actions.draft(school, "home-school", actor=ACTOR)
    teacher = somebody(school, "Kit Sparrow", "teachers")
    for actor in (ACTOR, as_self(teacher)):
        with pytest.raises(DeniedError, match="by the head"):
            actions.approve(row, actor=actor)
    with pytest.raises(DeniedError):
        actions.draft(school, "home-school", actor=as_self(teacher))
    assert queries.in_use(school, today(school)) == {}


def test_a_translation_waits_for_the_head_and_the_version_keeps_its_day(school: School, amara: Person) -> None:
    row = actions.approve(actions.draft(school, "internet-code", actor=ACTOR), actor=as_self(amara))
    actions.add_text(row, language="ur", title="انٹرنیٹ", body="- میں پوچھتا ہوں۔", actor=ACTOR)
    (words,) = queries.versions(school, "internet-code")
    assert (words.text("ur") or words.texts[0]).language == "en", "not approved, so English is shown"
    day = today(school) + timedelta(days=30)
    actions.approve(actions.wording_of(school, row.ref), actor=as_self(amara), from_on=day)
    (words,) = queries.versions(school, "internet-code")
    assert (words.from_on, (words.text("ur") or words.texts[0]).language) == (today(school), "ur")


def test_words_are_never_changed(school: School) -> None:
    row = actions.draft(school, "home-school", actor=ACTOR)
    with pytest.raises(BadInputError, match="has them in that language"):
        actions.add_text(row, language="en", title="Other", body="- Other.", actor=ACTOR)
    again = actions.draft(school, "home-school", body="- Other.", actor=ACTOR)
    assert [one.number for one in queries.versions(school, "home-school")] == [2, 1] == [again.number, row.number]


@pytest.mark.parametrize("body", ["   ", "x" * 20_001])
def test_words_are_neither_empty_nor_endless(school: School, body: str) -> None:
    row = actions.draft(school, "home-school", actor=ACTOR)
    with pytest.raises(BadInputError, match="the words"):
        actions.add_text(row, language="fr", title="Mots", body=body, actor=ACTOR)


def test_later_words_are_for_days_to_come(school: School, amara: Person) -> None:
    first, second = (actions.draft(school, "home-school", actor=ACTOR) for _ in range(2))
    yesterday = today(school) - timedelta(days=1)
    assert actions.approve(first, actor=as_self(amara), from_on=yesterday).from_on == yesterday
    with pytest.raises(BadInputError, match="it is over"):
        actions.approve(second, actor=as_self(amara), from_on=yesterday)


def test_what_there_is_not_is_named(school: School) -> None:
    with pytest.raises(NotFoundError, match=r"home-schol.*home-school"):
        actions.draft(school, "home-schol", actor=ACTOR)
    with pytest.raises(NotFoundError, match="the wording wrd_none"):
        actions.wording_of(school, "wrd_none")
    with pytest.raises(ValueError, match="agreement tea: there is no teapot"):
        Kind("tea", "Tea", ("pupils",), Signs.SELF, Lapses.NEVER, "Tea.", Sample("Tea", "- Tea."), gates=("teapot",))
