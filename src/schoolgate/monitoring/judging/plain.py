"""A text as plain words: lower case, no accents on Latin letters, no marks, addresses opened."""

import re
import unicodedata
from typing import Final

from schoolgate.monitoring.judging.addresses import opened

MOST: Final = 2000  # characters that are looked at: a page's title, a chat line and a long address are shorter
# Not seen on the screen: soft hyphen, joiners, marks of direction, variation selectors, tags.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_MARKS: Final = re.compile("[\u0300-\u036f\u064b-\u0652\u0640]")  # accents; Arabic vowel marks and the long stroke
_APOSTROPHES: Final = re.compile("(?<=\\w)['`\u00b4\u2018\u2019\u02bc](?=\\w)")
# A sign in the middle of a word stands for a letter; at its end it is a mark.
_SIGNS: Final = re.compile(r"(?<![^\W_])(?=\S*[^\W\d_])[\w@$!*€£|+]*[@$!*€£|+]\w+")
_SIGN_LETTERS: Final = str.maketrans("@$!€£|", "asiele")
_WORDS: Final = re.compile(r"\x02?[^\W_](?:[^\W_]|[\u0900-\u0dff\u0e00-\u0e7f\u200c])*")
# Letters of other alphabets that look like Latin ones, for words that mix them.
_ALIKE: Final = str.maketrans("аеорсухіјѕԁӏοαενικτ", "aeopcyxijsdioaevikt")
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][\W_]{1,2}){3,}[^\W\d_](?!\w)")
_HAN: Final = re.compile("([\u3040-\u30ff\u3400-\u9fff])")


def plain(text: str, pictures: dict[str, str]) -> list[str]:
    """The words of ``text``. ``pictures`` are emoji and the words they stand for."""
    text = text[:MOST]
    if "." in text or "%" in text or "+" in text:
        text = opened(text)
    if not text.isascii():
        text = _folded(text, pictures)
    text = _APOSTROPHES.sub("", text.lower())
    if any(sign in text for sign in "@$!*€£|"):
        text = _SIGNS.sub(lambda found: found[0].translate(_SIGN_LETTERS).replace("*", "").replace("+", "t"), text)
    words = _WORDS.findall(text)
    if len(words) > 3 and sum(len(word) == 1 for word in words) > 3:
        words = _WORDS.findall(_SPACED.sub(lambda found: re.sub(r"[\W_]", "", found[0]), text))
    return words


def _folded(text: str, pictures: dict[str, str]) -> str:
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    for picture, word in pictures.items():
        if picture in text:
            text = text.replace(picture, f" {word} ")
    text = _HAN.sub(r" \1 ", text)
    text = (
        unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
        .replace("ł", "l")
        .replace("ı", "i")
    )
    if re.search(r"[a-zA-Z]", text) and re.search("[\u0370-\u04ff]", text):
        text = " ".join(_latin(word) for word in text.split(" "))
    return text


def _latin(word: str) -> str:
    return word.lower().translate(_ALIKE) if re.search(r"[a-zA-Z]", word) else word
