"""Numbers that are names: UPN, URN, LAESTAB. What a spreadsheet did to them is recognised and said.

The check letter of a UPN is that of the DfE's "Unique pupil numbers" guide: the twelve characters after it, weighted 2
to 13, modulo 23, in an alphabet without I, O and S. A temporary UPN ends in a letter, which counts as its place.
"""

import re
from typing import Final

from stdnum.gb import upn

from schoolgate.feeds.unfit import UnfitError

_UPN: Final = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")
_SCIENTIFIC: Final = re.compile(r"\d+(?:\.\d+)?E\+?\d+", re.I)
_WHOLE: Final = re.compile(r"(\d+)\.0+")


def unspoilt(text: str) -> str:
    """Without the spaces, and the ``.0``, that a spreadsheet or a person puts in. Raises ``UnfitError`` for a number
    that it has rounded."""
    packed = re.sub(r"[\s']", "", text).upper()
    if _SCIENTIFIC.fullmatch(packed):
        raise UnfitError(
            f"“{text[:60]}” is a number that a spreadsheet has rounded; make the column text where the file is made."
        )
    whole = _WHOLE.fullmatch(packed)
    return whole[1] if whole else packed


def read_upn(text: str) -> str:
    """Thirteen characters, upper case. Raises ``UnfitError``, which says what the check letter would be."""
    number = unspoilt(text)
    if re.fullmatch(r"\d{11}[\dA-HJ-NP-RT-Z]", number):
        raise UnfitError(
            f"the UPN “{text[:60]}” has lost its first letter, which would be {upn.calc_check_digit(number)}."
        )
    if len(number) != 13:
        raise UnfitError(f"the UPN “{text[:60]}” has {len(number)} characters; a UPN has 13.")
    if not _UPN.fullmatch(number):
        raise UnfitError(f"“{text[:60]}” is not a UPN, which is a letter, eleven figures, and a figure or a letter.")
    if upn.calc_check_digit(number[1:]) != number[0]:
        raise UnfitError(f"the UPN “{text[:60]}” is mistyped: its first letter does not agree with the rest.")
    return number


def is_temporary(number: str) -> bool:
    """Whether a UPN is a temporary one: it ends in a letter."""
    return number[-1:].isalpha()


def read_urn(text: str) -> str:
    """Six figures; five or seven where a nation's register has them."""
    number = unspoilt(text)
    if not re.fullmatch(r"\d{5,7}", number):
        raise UnfitError(f"“{text[:60]}” is not a URN, which is a number of six figures.")
    return number


def read_laestab(text: str) -> str:
    """Seven figures, three of the authority and four of the school: ``3522010``, however it was parted."""
    number = re.sub(r"[/\-]", "", unspoilt(text))
    if re.fullmatch(r"\d{5,6}", number):
        raise UnfitError(
            f"“{text[:60]}” has {len(number)} figures, not seven; a spreadsheet may have dropped a nought."
        )
    if not re.fullmatch(r"\d{7}", number):
        raise UnfitError(f"“{text[:60]}” is not a LAESTAB number, which is three figures and four.")
    return number
