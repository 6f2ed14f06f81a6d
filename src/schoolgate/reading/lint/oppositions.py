"""Pairs of sentences that cannot both be kept: what one side says, what the other says, and why they collide.

The bar is honest: both sides must be in the policy's own words, about the same thing, and neither may limit itself to a
case the other leaves out. So each pair is written down here, and nothing is inferred from likeness alone.
"""

import re
from dataclasses import dataclass
from typing import Final

from schoolgate.reading.lint.paper import about
from schoolgate.reading.model import Clause, Polarity

_GAP: Final = r"[^.]{0,200}"  # bounded, so that no sentence takes long
_PHONE: Final = r"(?:mobile ?phones?|phones?|mobiles?|smart ?phones?)"
_PICTURES: Final = r"(?:photo\w*|pictures?|images?|videos?|film\w*)"
_OFF: Final = (
    rf"{_PHONE}{_GAP}\b(?:turned off|switched off|off and|in their (?:pockets?|bags?)|away)\b|"
    rf"\b(?:turn|switch|keep|leave|put)\w*\b{_GAP}{_PHONE}{_GAP}\b(?:off|pockets?|bags?|away|out of sight|silent)\b"
)


@dataclass(frozen=True, slots=True)
class Side:
    """Words one side of a pair must hold, words it must not, and whether it forbids."""

    says: re.Pattern[str]
    forbids: bool | None = None
    unless: re.Pattern[str] | None = None

    def matches(self, clause: Clause) -> bool:
        text = about(clause)
        if not self.says.search(text) or (self.unless and self.unless.search(text)):
            return False
        if self.forbids is False:  # a permission may be no promise at all
            return clause.polarity is not Polarity.DO_NOT
        return clause.promises and (self.forbids is None or clause.polarity is Polarity.DO_NOT)


@dataclass(frozen=True, slots=True)
class Opposition:
    key: str
    one: Side
    other: Side
    message: str
    suggestion: str


def _side(says: str, *, forbids: bool | None = None, unless: str = "") -> Side:
    return Side(re.compile(says), forbids, re.compile(unless) if unless else None)


OPPOSITIONS: Final = (
    Opposition(
        "own-phone",
        _side(rf"{_PHONE}{_GAP}\b(?:use|used|anywhere|around|near|presence)\b", forbids=True, unless=_PICTURES),
        _side(
            rf"\b(?:us(?:e|ing)|carry|ring|call)\b{_GAP}\b(?:own|personal) (?:devices?|{_PHONE})",
            forbids=False,
            unless=r"own risk|not (?:use|be used|share)|private|turned off|switched off|locked away|stor(?:e|ed)\b",
        ),
        "One sentence keeps phones away from children; the other has staff use their own phone for school business.",
        "Staff with children away from the school carry a phone that belongs to the school. "
        "Personal phones are not used around children.",
    ),
    Opposition(
        "event-pictures",
        _side(
            rf"\b(?:parents?|carers?|families)\b{_GAP}\b(?:(?:welcome|permitted|allowed|invited|free) to|may|can)\b"
            rf"{_GAP}{_PICTURES}",
            forbids=False,
        ),
        _side(
            rf"\b(?:parents?|carers?|families|visitors)\b{_GAP}(?:{_OFF})",
            unless=r"whil(?:e|st) helping|school visits?|\btrips?\b|helpers?",
        ),
        "One sentence lets parents take pictures at events; the other asks them to keep phones off on the site.",
        "Parents keep their phones off and away on the school site, except to take pictures of their own child "
        "at events where the headteacher has said that they may.",
    ),
    Opposition(
        "memory-sticks",
        _side(
            r"\b(?:usb|memory sticks?|pen drives?|removable (?:media|storage))\b",
            forbids=True,
            unless="unencrypted|personal",
        ),
        _side(r"\bencrypted (?:usb|memory sticks?|pen drives?|removable)", forbids=False),
        "One sentence forbids memory sticks; the other allows encrypted ones.",
        "Memory sticks are used only where they are encrypted and belong to the school.",
    ),
    Opposition(
        "personal-email",
        _side(r"\b(?:personal|private) e-?mail", forbids=True),
        _side(r"\b(?:may|can|allowed|permitted)\b[^.]{0,200}\b(?:personal|private) e-?mail", forbids=False),
        "One sentence forbids personal email; the other allows it.",
        "School business is sent from school email only. Personal email is not used at work.",
    ),
    Opposition(
        "own-camera",
        _side(
            rf"\b(?:personal|own)\b{_GAP}\b(?:device|equipment|camera|{_PHONE}){_GAP}{_PICTURES}|"
            rf"{_PICTURES}{_GAP}\b(?:personal|own) (?:device|equipment|camera|{_PHONE})",
            forbids=True,
            unless=r"\b(?:parents?|carers?|pupils?)\b",
        ),
        _side(
            rf"\b(?:staff|teachers|volunteers)\b{_GAP}\b(?:may|can|allowed|permitted)\b{_GAP}\b(?:personal|own) "
            rf"(?:device|camera|{_PHONE}){_GAP}{_PICTURES}",
            forbids=False,
        ),
        "One sentence forbids pictures of children on personal devices; the other allows them.",
        "Pictures of children are taken on school equipment only.",
    ),
)
