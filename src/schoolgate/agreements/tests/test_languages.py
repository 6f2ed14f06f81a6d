"""Families' pages in other languages: every sentence is there, and none is offered before the head has approved."""

import gettext
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation.template import templatize

from schoolgate.agreements import actions
from schoolgate.agreements.languages import ENGLISH, LANGUAGES, PAGE_WORDS, spelt_day
from schoolgate.agreements.models import Signature
from schoolgate.agreements.queries.asking_families import words_of_families
from schoolgate.agreements.queries.wordings import Words
from schoolgate.agreements.tests.families import ACTOR, as_self
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.kernel.errors import DeniedError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

ROOM = Path(__file__).parents[1]
OTHERS = [key for key in LANGUAGES if key != ENGLISH]
POLISH = {
    "home-school": "Nasza umowa",
    "internet-code": "Internet w szkole",
    "photo-video": "Zdjęcia dziecka",
    "event-pictures": "Zdjęcia na uroczystościach",
    "remote-learning": "Lekcje w domu",
}


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    return Okoros(school, amara)


def _words(school: School) -> dict[str, Words]:
    return words_of_families(school, today(school))


def _sentences() -> set[str]:
    """Every sentence of the pages that a link opens."""
    keywords = {"gettext": None, "gettext_noop": None, "_": None, "ngettext": (1, 2)}
    found: set[str] = set()
    pages = (ROOM / "templates/agreements/by_link").glob("*")
    sources = [templatize(path.read_text("utf-8")) for path in pages]
    python = [*(ROOM / "pages/by_link").glob("*.py"), ROOM / "places_of_pictures.py", ROOM / "templatetags/families.py"]
    sources += [path.read_text("utf-8") for path in python]
    for words in sources:
        for _line, said, _comments, _context in extract("python", io.BytesIO(words.encode()), keywords, (), {}):
            found.add(said if isinstance(said, str) else said[0])
    return found


@pytest.mark.parametrize("key", OTHERS)
def test_it_works(key: str) -> None:
    """Every sentence is there, and no other, with what stands for names and days; the file that is read is in step."""
    folder = PAGE_WORDS / key / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        read = {entry.id if isinstance(entry.id, str) else entry.id[0]: entry for entry in read_po(file) if entry.id}
    assert set(read) == _sentences()
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for english, entry in read.items():
        said = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        wanted = set(re.findall(r"%\(\w+\)s", english))
        assert all(said), english
        assert all(wanted <= set(re.findall(r"%\(\w+\)s", one)) for one in said), english
        if isinstance(entry.id, str):
            assert compiled.gettext(english) == entry.string


def test_days_are_written_as_the_language_writes_them() -> None:
    day = date(2026, 9, 5)
    assert [spelt_day(day, key) for key in LANGUAGES] == ["5 September 2026", "5 września 2026", "5 ستمبر، 2026"]


def test_a_language_is_offered_once_the_head_approved_all_of_it(
    school: School, okoros: Okoros, works_as: Callable[[str], Client]
) -> None:
    code = okoros.link().code
    assert "Polski" not in okoros.get(code).text
    for kind, title in POLISH.items():
        row = actions.wording_of(school, _words(school)[kind].ref)
        actions.add_text(row, language="pl", title=title, body="Treść.", actor=ACTOR)
    okoros.post(code, "language/", language="pl")
    assert 'lang="en"' in okoros.get(code).text, "nobody has approved it"
    client = works_as("office")
    head = works_as("head")
    at = f"/schools/{school.ref}/agreements/languages/"
    assert "and 0 more languages" in client.get(at).text
    assert client.post(f"{at}pl/", {"do": "approve", "checked": "yes"}).status_code == 403
    head.post(f"{at}pl/", {"do": "approve"})
    assert "cannot read this in Polish yet" in head.get(f"{at}pl/").text, "nobody said that it was checked"
    head.post(f"{at}pl/", {"do": "approve", "checked": "yes"})
    assert "can read and sign in Polish" in head.get(f"{at}pl/").text
    okoros.post(code, "language/", language="pl")
    page = okoros.get(code).text
    assert '<html lang="pl" dir="ltr">' in page
    assert "Jest 5 rzeczy do odpowiedzi." in page
    okoros.signs(code)
    digests = set(Signature.objects.for_school(school).values_list("digest", flat=True))
    texts = {text.digest for words in _words(school).values() for text in words.texts if text.language == "pl"}
    assert digests <= texts, "what was shown is what is kept"
    again = okoros.link()
    assert '<html lang="pl" dir="ltr">' in okoros.get(again.code).text, "the next link begins in it"


def test_the_office_writes_and_the_head_approves(
    school: School, okoros: Okoros, works_as: Callable[[str], Client]
) -> None:
    client = works_as("office")
    at = f"/schools/{school.ref}/agreements/languages/ur/"
    page = client.get(at).text
    assert "no speaker has checked them" in page
    assert "میں متفق ہوں" in page
    said = {"do": "write", "agreement": "home-school", "title": "معاہدہ", "body": "متن"}
    assert client.post(at, said).status_code == 302
    assert "to be approved" in client.get(at).text
    assert client.post(at, said).status_code == 422, "it is there already"
    assert client.get(f"/schools/{school.ref}/agreements/languages/xx/").status_code == 404
    row = actions.wording_of(school, _words(school)["home-school"].ref)
    with pytest.raises(DeniedError):
        actions.approve(row, actor=as_self(okoros.nadia), language="ur")
