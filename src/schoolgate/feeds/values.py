"""Kinds of value: how each is checked, and its one spelling.

``read(kind, text)`` gives the spelling or raises ``UnfitError`` with a sentence. Reading a spelling gives it again.
An empty cell is never read: whether it may be empty is for the column to say.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from schoolgate.feeds.days import Order, read_day, read_moment
from schoolgate.feeds.numbers import read_laestab, read_upn, read_urn, unspoilt
from schoolgate.feeds.unfit import UnfitError

LONGEST: Final = 1_000  # characters of one value; no name, number or note of a list is longer
_EMAIL: Final = re.compile(r"[^@\s,;<>\"()\[\]\\]+@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z][a-z0-9\-]*", re.I)
_NAME: Final = re.compile(r"[\w'’ʼ`´.,()/\- ]+")
_JOINERS: Final = "\u200c\u200d"
_JOINER: Final = re.compile(f"(?<![\u0600-\u0dff])[{_JOINERS}]")  # of use only in Arabic and Indic script
_YES: Final = frozenset({"yes", "y", "true", "t", "1", "on"})
_NO: Final = frozenset({"no", "n", "false", "f", "0", "off"})
_NOTHING: Final = frozenset({"NULL", "null", "(null)", "undefined", "N/A", "n/a", "NaN", "nan", "NIL"})
_FORMULA: Final = re.compile(r"=\s*[-+@(]*\s*[A-Z$'\"(\[\d{].*", re.I | re.S)
_FAILED: Final = re.compile(r"(?:#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|#{4,})", re.I)


def read_text(text: str) -> str:
    """On one line, white space folded, letters composed (NFC)."""
    spelling = " ".join(unicodedata.normalize("NFC", text).split())
    if len(spelling) > LONGEST:
        raise UnfitError(f"it is {len(spelling):,} characters long, and at most {LONGEST:,} are taken.")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in spelling) or "\ufffd" in spelling:
        raise UnfitError("it holds characters that nobody can read; save the file as UTF-8 and give it again.")
    return spelling


def read_name(text: str) -> str:
    """A person's name with whatever accents, hyphens and spaces it has; the several apostrophes become one."""
    shown = _JOINER.sub("", "".join(one for one in text if one in _JOINERS or unicodedata.category(one) != "Cf"))
    name = re.sub(r"[’ʼ`´]", "'", read_text(shown))
    plain = "".join(
        letter for letter in name if letter not in _JOINERS and not unicodedata.category(letter).startswith("M")
    )  # vowel signs, which are letters to whoever bears the name
    if name in _NOTHING:
        raise UnfitError(f"“{name}” is what a program writes for nothing.")  # “Null” is a surname
    if not _NAME.fullmatch(plain) or not any(letter.isalpha() for letter in name):
        raise UnfitError(f"“{_short(name)}” is not a name.")
    if len(name) > 150:
        raise UnfitError(f"“{_short(name)}” is too long for a name.")
    return name


def read_email(text: str) -> str:
    address = read_text(text).removeprefix("mailto:").lower()
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise UnfitError(f"“{_short(address)}” is not an e-mail address.")
    return address


def read_yes_no(text: str) -> str:
    word = text.strip().lower()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise UnfitError(f"“{_short(text)}” is neither yes nor no.")


def read_mac(text: str) -> str:
    """``00:53:00:a1:b2:c3``, however it was parted."""
    packed = re.sub(r"[\s:.\-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{12}", packed):
        unspoilt(text)  # says so where a spreadsheet made a number of it; twelve figures with an e among them are none
        raise UnfitError(f"“{_short(text)}” is not a MAC address, which is twelve figures or letters from a to f.")
    return ":".join(packed[n : n + 2] for n in range(0, 12, 2))


def read_ip(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        raise UnfitError(f"“{_short(text)}” is not an IP address.") from None


def read_number(text: str) -> str:
    """As written, without a pound sign or thousands marks."""
    packed = re.sub(r"[£\s]", "", text)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", packed):
        packed = packed.replace(",", "")
    if "e" in packed.lower():
        packed = unspoilt(packed)
    try:
        number = Decimal(packed)
    except InvalidOperation:
        raise UnfitError(f"“{_short(text)}” is not a number.") from None
    if not number.is_finite() or len(packed) > 30:
        raise UnfitError(f"“{_short(text)}” is not a number.")
    return f"{number:f}"


@dataclass(frozen=True, slots=True)
class Kind:
    """``telling`` kinds can be told from the look of their values alone, which helps to propose a mapping."""

    key: str
    words: str
    read: Callable[[str], str]
    telling: bool = True
    dated: bool = False


KINDS: Final[dict[str, Kind]] = {
    kind.key: kind
    for kind in (
        Kind("text", "Any words", read_text, telling=False),
        Kind("name", "A person’s name", read_name, telling=False),
        Kind("date", "A date", read_day, dated=True),
        Kind("moment", "A date and time", read_moment, dated=True),
        Kind("email", "An e-mail address", read_email),
        Kind("upn", "A unique pupil number", read_upn),
        Kind("urn", "A school’s URN", read_urn),
        Kind("laestab", "A school’s LAESTAB number", read_laestab),
        Kind("yes-no", "Yes or no", read_yes_no),
        Kind("mac", "A MAC address", read_mac),
        Kind("ip", "An IP address", read_ip),
        Kind("number", "A number", read_number),
    )
}


def read(kind: str, text: str, order: Order = Order.DAY_FIRST) -> str:
    """The one spelling of a value of ``kind``. Raises ``UnfitError``; ``KeyError`` for a kind there is not."""
    if words := spreadsheets_own(text):
        raise UnfitError(words)
    if kind == "date":
        return read_day(text, order)
    if kind == "moment":
        return read_moment(text, order)
    return KINDS[kind].read(text)


def spreadsheets_own(text: str) -> str:
    """A sentence where a cell holds what a spreadsheet says to itself, a formula or that one failed, and no value."""
    if not text.startswith(("=", "#")):
        return ""
    if _FORMULA.fullmatch(text):
        return (
            f"“{_short(text)}” is a formula, and what it comes to is not in the file; "
            "open it in Excel, save it again, and give that."
        )
    if _FAILED.fullmatch(text.strip()):
        return f"“{_short(text)}” is what a spreadsheet shows where it cannot work something out."
    return ""


def fits(kind: str, text: str) -> bool:
    """Whether a value could be of ``kind``."""
    try:
        read(kind, text)
    except UnfitError:
        return False
    return True


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
