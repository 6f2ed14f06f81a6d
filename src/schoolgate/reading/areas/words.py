"""Words of a sentence as the lexicon compares them: small words dropped, the rest as concepts or stems.

"The pupils' photographs" and "a picture of a child" become the same two concepts. Concepts are listed in
``data/concepts.toml``; a word that belongs to none is compared by its stem.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"

_WORD: Final = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_SMALL: Final = frozenset((DATA / "small-words.txt").read_text(encoding="utf-8").split())
_SAME: Final = {"cannot": "not", "can't": "not", "won't": "not", "don't": "not", "never": "not", "mustn't": "not"} | {
    "shouldn't": "not",
    "i'll": "i",
    "i'm": "i",
    "i've": "i",
    "me": "i",
    "using": "use",
    "taught": "teach",
    "taken": "take",
    "took": "take",
    "kept": "keep",
    "gave": "give",
    "given": "give",
    "told": "tell",
    "sent": "send",
    "seen": "see",
    "written": "write",
    "left": "leave",
    "stolen": "theft",
    "lost": "loss",
    "shown": "show",
    "women": "woman",
    "held": "hold",
    "made": "make",
    "met": "meet",
    "broken": "break",
    "brought": "bring",
    "worn": "wear",
    "understood": "understand",
    "hidden": "hide",
    "found": "find",
    "chosen": "choose",
}
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": " ", "—": " ", "‑": "-", "‐": "-"})
_MOST_WORDS: Final = 20_000
_VOWEL: Final = re.compile(r"[aeiouy]")


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str) -> str:
    """The part of an English word that its forms share: "sharing", "shared" and "shares" all give "shar"."""
    word = word.replace("iz", "is") if len(word) > 5 else word
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    for ending in ("ingly", "ing", "edly", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word.removesuffix("e") if len(word) > 3 else word


def _plain(text: str) -> list[str]:
    words = []
    for word in _WORD.findall(text.lower().translate(_QUOTES)):
        words.append(_SAME.get(word, word.removesuffix("'s")))
    return words


class _Concepts:
    """Phrases to concept names: single words as they stand, then by stem; longer phrases by stem."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.exact: dict[str, str] = {}
        self.single: dict[str, str] = {}
        self.phrases: dict[tuple[str, ...], str] = {}
        self.longest: dict[str, int] = {}
        self._met: dict[str, str] = {}
        for name, entries in table.items():
            self.exact.setdefault(name, name)
            for entry in entries:
                self._add(name, _plain(entry), every_form=not entry.startswith("="))
        for phrase in self.phrases:
            self.longest[phrase[0]] = max(len(phrase), self.longest.get(phrase[0], 0))

    def _add(self, name: str, words: list[str], *, every_form: bool) -> None:
        if len(words) == 1:
            self.exact.setdefault(words[0], name)
            if every_form:
                self.single.setdefault(stem(words[0]), name)
        else:
            self.phrases.setdefault(tuple(map(stem, words)), name)

    def one(self, word: str) -> str:
        """The concept of a word, or its stem. Words come again and again; no more are kept than a document has."""
        found = self._met.get(word)
        if found is None:
            root = stem(word)
            found = self.exact.get(word) or self.single.get(root, root)
            if len(self._met) < _MOST_WORDS:
                self._met[word] = found
        return found


@cache
def _concepts() -> _Concepts:
    return _Concepts(tomllib.loads((DATA / "concepts.toml").read_text(encoding="utf-8")))


def _split_hyphens(words: list[str], known: _Concepts) -> list[str]:
    out: list[str] = []
    for word in words:
        if "-" in word and word not in known.exact and stem(word) not in known.single:
            out.extend(part for part in word.split("-") if part)
        else:
            out.append(word)
    return out


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, as concepts or stems, small words left out."""
    known = _concepts()
    words = _plain(text)
    if "-" in text or "‑" in text or "‐" in text:
        words = _split_hyphens(words, known)
    roots = [stem(word) for word in words]
    out: list[str] = []
    at = 0
    while at < len(words):
        name, width = _phrase_at(roots, at, known) if roots[at] in known.longest else ("", 0)
        if not width:
            width = 1
            name = "" if words[at] in _SMALL else known.one(words[at])
        if name:
            out.append(name)
        at += width
    return out


def _phrase_at(roots: list[str], at: int, known: _Concepts) -> tuple[str, int]:
    for width in range(min(known.longest.get(roots[at], 0), len(roots) - at), 1, -1):
        if name := known.phrases.get(tuple(roots[at : at + width])):
            return name, width
    return "", 0
