"""What no paper may hold when it leaves: a child's name, and a count of people so small that it points at them."""

import re
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.reports.paper import Paper, Words

FEWEST: Final = 5
_SMALL: Final = "one|two|three|four|[1-4]"
_PEOPLE: Final = "child|children|pupils?|infants|juniors|girls?|boys?|parents?|carers?|families|family"
_COUNT: Final = re.compile(rf"\b(?:{_SMALL}) (?=(?:[a-z]+ )?(?:{_PEOPLE})\b)", re.IGNORECASE)
_OF: Final = re.compile(rf"\b(?:{_SMALL}) of (?:our |the )?(?=\d+ (?:[a-z]+ )?(?:{_PEOPLE})\b)", re.IGNORECASE)
_SHORTEST: Final = 2  # words: a first name alone may be any word of the policy's


def nameless(paper: Paper, children: Iterable[str]) -> Paper:
    """The paper with "a child" wherever it held one of these names, in whatever case it was written."""
    said: list[str] = []

    def gather(words: str) -> str:
        said.append(words)
        return words

    paper.reworded(gather)
    whole = "\n".join(said).casefold()
    found = [name for name in set(children) if name.casefold() in whole]
    return paper.reworded(without(found)) if any(map(_meant, found)) else paper


def without(children: Iterable[str]) -> Words:
    """What puts "a child" wherever words hold one of these whole names, in whatever case; longer names first."""
    meant = sorted(filter(_meant, set(children)), key=len, reverse=True)
    if not meant:
        return str
    names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in meant), re.IGNORECASE)
    return lambda words: names.sub(_("a child"), words)


def blurred(words: str) -> str:
    """What was found, for outside eyes: "2 pupils" becomes "fewer than 5 pupils", and so does "2 of 30 pupils".

    For our own words only. The policy's sentences stand as the school published them: "two pupils" there is no count.
    """
    few = _("fewer than %(n)s") % {"n": FEWEST}
    return _COUNT.sub(f"{few} ", _OF.sub(f"{few} of ", words))


def _meant(name: str) -> bool:
    return len(name.split()) >= _SHORTEST
