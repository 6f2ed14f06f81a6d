"""Every kind of letter, the day its file appears: only fields that any letter may hold, and those checked."""

import re

import pytest
from django.conf import settings

from schoolgate.kernel.registry import Registry
from schoolgate.notices.contract import FIELDS, GIVEN, Channel, NoticeError, Wording
from schoolgate.notices.registry import CHANNELS, WORDINGS
from schoolgate.people.models import School

SCHOOL = School(name="Robin Hill\nInfant School")
EXAMPLES = {
    "link": f"{settings.SCHOOLGATE_URL}/set-up/abc/",
    "when": "2026-06-20T14:05:00+00:00",
    "ends": "2026-11-22T09:00:00+00:00",
    "method": "totp",
    "count": "3",
    "asked": "device-list",
    "place": "website",
    "day": "2026-11-23",
    "receipt": "1f0c 88ab 04de",
    "checkpoint": "Schoolgate checkpoint\nentries: 12\n",
}
WORDS_OF_A_CASE = re.compile(r"\b(child|children|pupil|concern|incident|allegation|parent)", re.IGNORECASE)


def letter(wording: Wording, **changes: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    made = wording.letter(SCHOOL, {**{name: EXAMPLES[name] for name in wording.fields}, **changes}, ref="", address="")
    return made.subject, made.text, made.files


def test_it_works() -> None:
    subject, text, files = letter(WORDINGS.get("record.checkpoint"))
    assert subject == "Keep this letter: the permanent record of Robin Hill Infant School"
    assert files == (("permanent-record.txt", EXAMPLES["checkpoint"]),)
    assert "nothing you need to do" in text
    assert EXAMPLES["checkpoint"] in text


def test_every_field_has_an_example() -> None:
    assert set(EXAMPLES) == set(FIELDS)


@pytest.mark.parametrize("wording", list(WORDINGS), ids=lambda wording: wording.key)
def test_a_letter_holds_only_what_any_letter_may(wording: Wording) -> None:
    used = set(re.findall(r"%\((\w+)\)s", f"{wording.subject}{wording.text}"))
    assert set(wording.fields) <= set(FIELDS)
    assert used == set(wording.fields) | GIVEN
    assert "%(" not in "".join(letter(wording)[:2])
    assert "\n" not in letter(wording)[0]
    assert len(letter(wording)[0]) <= 78  # RFC 5322, 2.1.1: what a mail programme surely shows
    for words in (wording.subject, wording.text, wording.title):
        assert not WORDS_OF_A_CASE.search(str(words))
    assert wording.attaches is None or wording.attaches[0] in wording.fields


@pytest.mark.parametrize("channel", list(CHANNELS), ids=lambda channel: channel.key)
def test_a_channel_has_a_key_that_fits_its_column(channel: Channel) -> None:
    assert 0 < len(channel.key) <= 20


@pytest.mark.parametrize(
    ("key", "field", "wrong"),
    [
        ("sign-in.link", "link", "https://elsewhere.example/"),
        ("sign-in.link", "link", f"{settings.SCHOOLGATE_URL}/a b"),
        ("sign-in.link", "ends", "2026-11-22T09:00:00"),
        ("sign-in.link", "ends", "Wilf Hale"),
        ("pictures.taken-back", "place", "Wilf Hale"),
        ("pictures.taken-back", "day", "Wilf Hale"),
        ("sign-in.method-added", "method", "Wilf’s telephone"),
        ("record.checkpoint", "checkpoint", "Wilf’s record"),
    ],
)
def test_free_words_have_no_way_in(key: str, field: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"letter|isoformat|no such way"):
        letter(WORDINGS.get(key), **{field: wrong})


def test_a_moment_is_told_in_the_school_s_own_time() -> None:
    assert "20 June 2026, 15:05" in letter(WORDINGS.get("sign-in.emergency"))[1]


def test_what_a_kind_does_not_declare_is_refused() -> None:
    with pytest.raises(NoticeError, match="holds when, method"):
        letter(WORDINGS.get("sign-in.method-added"), child="Wilf")


def test_both_registries_are_of_files() -> None:
    registries: tuple[Registry[Wording], Registry[Channel]] = WORDINGS, CHANNELS
    assert [registry.folder.rpartition(".")[2] for registry in registries] == ["wordings", "channels"]
