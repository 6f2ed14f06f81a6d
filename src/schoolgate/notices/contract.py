"""What a letter may hold, what its words are, and how it leaves.

A letter goes over a network that is not the school's to a mailbox that may be read on a bus. So it holds no name but
the school's, and no free words: only the fields below, each of which is checked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.gates.consent.channels import CHANNELS as PLACES
from schoolgate.kernel.clocks.months import spelt
from schoolgate.people.models import School
from schoolgate.vocabulary.asking import lines_for

LONGEST: Final = 20_000
_RECEIPT: Final = re.compile(r"[0-9a-f]{4}( [0-9a-f]{4}){2}")
_DOCUMENT: Final = re.compile(r"[\x20-\x7e\n]+")


class NoticeError(ValueError):
    """A fault in code: a letter that holds what its kind does not declare, or what no letter may hold."""


METHODS: Final[dict[str, str | Promise]] = {
    "password": _("a password"),
    "totp": _("an authenticator app"),
    "webauthn": _("a passkey or security key"),
    "recovery-codes": _("printed codes"),
    "school-account": _("a school account elsewhere"),
}


def _link(said: str, _school: School) -> str:
    if not said.startswith(f"{settings.SCHOOLGATE_URL}/") or any(mark.isspace() for mark in said):
        raise NoticeError("a link in a letter leads to this site and nowhere else")
    return said


def _moment(said: str, school: School) -> str:
    at = datetime.fromisoformat(said)
    if at.tzinfo is None:
        raise NoticeError("a moment in a letter says its time zone")
    local = at.astimezone(ZoneInfo(school.time_zone))
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def _method(said: str, _school: School) -> str:
    if said not in METHODS:
        raise NoticeError(f"no such way to sign in: {said}")
    return str(METHODS[said])


def _document(said: str, _school: School) -> str:
    if len(said) > LONGEST or not _DOCUMENT.fullmatch(said):
        raise NoticeError("a document in a letter is plain text of our own making")
    return said


def _count(said: str, _school: School) -> str:
    if not said.isdecimal() or len(said) > 6:
        raise NoticeError("a count in a letter is a whole number")
    return said


def _place(said: str, _school: School) -> str:
    if said not in PLACES:
        raise NoticeError("a place in a letter is one of those that pictures are asked about for")
    return PLACES[said]


def _day(said: str, _school: School) -> str:
    return spelt(date.fromisoformat(said))


def _receipt(said: str, _school: School) -> str:
    if not _RECEIPT.fullmatch(said):
        raise NoticeError("a receipt in a letter is the beginning of a digest, in fours")
    return said


def _asked(said: str, _school: School) -> str:
    try:
        return lines_for(said)
    except KeyError as error:
        raise NoticeError(f"nobody is asked for {error}") from None


# Every field there is. Each turns what a room gave into what is read, and refuses what is not of its kind.
FIELDS: Final[dict[str, Callable[[str, School], str]]] = {
    "link": _link,
    "when": _moment,
    "ends": _moment,
    "method": _method,
    "checkpoint": _document,
    "count": _count,
    "asked": _asked,
    "receipt": _receipt,
    "place": _place,
    "day": _day,
}
GIVEN: Final = frozenset({"school"})  # what every letter may hold without being given it


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of letter. ``subject`` and ``text`` hold ``%(field)s``; ``fields`` are those a room gives.

    ``attaches`` is the field that goes along as a file too, and the name of that. ``good_for`` is how long the letter
    is of any use: after that it is not sent. ``title`` is what the page of letters calls it.
    ``latest_only`` is whether a new one takes the place of one to the same person that has not gone yet.
    ``entered`` is whether the permanent record says that it went. ``private``: to somebody who does not sign in here it
    goes to the address that they gave as a carer.
    """

    key: str
    title: str | Promise
    subject: str | Promise
    text: str | Promise
    fields: tuple[str, ...]
    attaches: tuple[str, str] | None = None
    good_for: timedelta | None = None
    latest_only: bool = False
    entered: bool = True
    private: bool = False

    def letter(self, school: School, context: Mapping[str, str], *, ref: str, address: str) -> "Letter":
        """The letter in words. Raises ``NoticeError`` for a context that is not what this kind declares."""
        if set(context) != set(self.fields):
            raise NoticeError(f"{self.key} holds {', '.join(self.fields)}, not {', '.join(context)}")
        shown = {name: FIELDS[name](said, school) for name, said in context.items()}
        shown["school"] = " ".join(school.name.split())
        files = ((self.attaches[1], shown[self.attaches[0]]),) if self.attaches else ()
        return Letter(ref, address, str(self.subject) % shown, str(self.text).strip() % shown + "\n", files)


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready to go. ``files`` are names and plain text."""

    ref: str
    address: str
    subject: str
    text: str
    files: tuple[tuple[str, str], ...] = ()


class NotSentError(Exception):
    """The letter did not go. ``why`` is a short key, with nothing of the letter in it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AwayError(NotSentError):
    """Nothing was handed over, and nothing else will be just now: the other side does not answer."""


class NotNowError(NotSentError):
    """This letter was put off by the other side."""


class NeverError(NotSentError):
    """This letter was refused for good."""


class UnsureError(NotSentError):
    """It was handed over, and nobody said that it arrived: sent again, it might arrive twice."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way for letters to go. ``deliver`` returns when the letter was taken, or raises a ``NotSentError``."""

    key: str
    deliver: Callable[[Letter], None]
