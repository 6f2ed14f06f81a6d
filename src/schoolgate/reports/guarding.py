"""What no paper may hold when it leaves: a child's name, and a count of people so small that it points at them."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.kernel.names import folded, unaccented
from schoolgate.reports.paper import Paper, Words

FEWEST: Final = 5
_SMALL: Final = "one|two|three|four|[1-4]"
_PEOPLE: Final = "child|children|pupils?|infants|juniors|girls?|boys?|parents?|carers?|families|family"
_COUNT: Final = re.compile(rf"\b(?:{_SMALL}) (?=(?:[a-z]+ )?(?:{_PEOPLE})\b)", re.IGNORECASE)
_OF: Final = re.compile(rf"\b(?:{_SMALL}) of (?:our |the )?(?=\d+ (?:[a-z]+ )?(?:{_PEOPLE})\b)", re.IGNORECASE)
_APOSTROPHES: Final = "'\u2018\u2019\u02bc`"
_HYPHENS: Final = "-\u2010\u2011\u2013"
_SHORTEST: Final = 2  # words: a first name alone may be any word of the policy's


def nameless(paper: Paper, children: Iterable[str]) -> Paper:
    """The paper with "a child" wherever it held one of these names, however it was written: see ``without``."""
    said: list[str] = []

    def gather(words: str) -> str:
        said.append(words)
        return words

    paper.reworded(gather)
    whole = folded("\n".join(said))
    found = [name for name in set(children) if folded(name) in whole]
    return paper.reworded(without(found)) if any(map(_meant, found)) else paper


def without(children: Iterable[str]) -> Words:
    """What puts "a child" wherever words hold one of these whole names, longer names first: in whatever case, with
    its accents or without, and whichever apostrophe, hyphen and space a program wrote."""
    meant = sorted(filter(_meant, set(children)), key=len, reverse=True)
    if not meant:
        return str
    names = re.compile("|".join(rf"(?<!\w){_however_written(name)}(?!\w)" for name in meant), re.IGNORECASE)
    return lambda words: names.sub(_("a child"), words)


def blurred(words: str) -> str:
    """What was found, for outside eyes: "2 pupils" becomes "fewer than 5 pupils", and so does "2 of 30 pupils".

    For our own words only. The policy's sentences stand as the school published them: "two pupils" there is no count.
    """
    few = _("fewer than %(n)s") % {"n": FEWEST}
    return _COUNT.sub(f"{few} ", _OF.sub(f"{few} of ", words))


def _meant(name: str) -> bool:
    return len(name.split()) >= _SHORTEST


def _however_written(name: str) -> str:
    """A pattern that finds the name in any of its spellings."""
    return "".join(_letter(each) for each in unicodedata.normalize("NFC", " ".join(name.split())))


def _letter(each: str) -> str:
    if each == " ":
        return r"\s+"
    if each in _APOSTROPHES:
        return f"[{_APOSTROPHES}]?"
    if each in _HYPHENS:
        return rf"[\s{re.escape(_HYPHENS)}]"
    bare = unaccented(each)
    return re.escape(each) if bare == each.casefold() else f"(?:{re.escape(each)}|{re.escape(bare)}[\u0300-\u036f]*)"
