"""Passwords that are easily guessed, although they are long.

Length alone lets ``aaaaaaaaaaaaaaaa`` pass. Whatever a guesser tries first (one letter again and again, runs of the
alphabet or of the keyboard, a year, the words everybody uses) counts here as two characters however long it is, all
dashes and spaces together likewise, and the school's own name as none; what is left has to come to eight. Nothing is
sent anywhere to be looked up: the list of common passwords is Django's own, kept on this machine.
"""

import re
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from schoolgate.people.models import Account, School

ENOUGH: Final = 8
_PIECE: Final = 2  # what a run or a word everybody uses is worth, however long
_LONGEST_UNIT: Final = 4
_ROWS: Final = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_RUNS: Final = _ROWS + tuple(row[::-1] for row in _ROWS)
_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "password passwort passphrase schoolgate school infant junior primary academy letmein welcome admin "
        "administrator teacher headteacher head login secret changeme qwerty monkey dragon football liverpool "
        "arsenal chelsea sunshine princess iloveyou summer winter spring autumn january february march april "
        "june july august september october november december monday tuesday wednesday thursday friday "
        "saturday sunday safeguarding ",
    )
)
_LOOKS_LIKE: Final = str.maketrans("@431!0$57", "aaeiiosst")
_YEAR: Final = re.compile(r"(19|20)\d\d")


def strength(password: str, also: Iterable[str] = ()) -> int:
    """How many characters a guesser would still have to guess. ``also``: words that this school's guesser knows."""
    said, own = password.lower(), _longest_first(also)
    words = _longest_first(_WORDS)
    left, worth, marks = 0, 0, 0
    while left < len(said):
        ours, step = _begins(said[left:], own), _known(said[left:], words)
        if max(ours, step) == 0 and not said[left].isalnum():
            marks += 1
        elif step > ours:
            worth += min(step, _PIECE)
        elif not ours:
            worth += 1
        left += max(ours, step) or 1
    return worth + min(marks, _PIECE)


class NotEasilyGuessed:
    """The rule as Django asks for one: it knows the names of the schools here and the account's own address."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ``ValidationError`` for a password that is long and still easily guessed."""
        if strength(password, self._local_words(user)) < ENOUGH:
            raise ValidationError(
                _("It is easily guessed: too much of it repeats, runs along the keyboard or is a word tried first."),
                code="password_easily_guessed",
            )

    def get_help_text(self) -> str:
        return _("Three words that have nothing to do with the school do well.")

    def _local_words(self, user: Account | None) -> set[str]:
        said = [*School.objects.values_list("name", flat=True), user.email if user else ""]
        words = {word for line in said for word in re.split(r"[^a-z]+", line.lower())}
        return words | {line.lower().replace(" ", "") for line in said}


def _known(rest: str, words: list[str]) -> int:
    """How many characters at the start of ``rest`` are one guess; 0 for none."""
    return max(_begins(rest, words), 4 if _YEAR.match(rest) else 0, _repeated(rest), _run(rest))


def _begins(rest: str, words: list[str]) -> int:
    """How long the word is that ``rest`` begins with, however it is disguised (p@ssw0rd)."""
    alike = rest.translate(_LOOKS_LIKE)
    return next((len(word) for word in words if rest.startswith(word) or alike.startswith(word)), 0)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if len(word) > 2}, key=len, reverse=True)


def _repeated(rest: str) -> int:
    """``aaaa`` and ``abcabc``: how far a beginning of up to four characters goes on repeating."""
    best = 0
    for unit in range(1, _LONGEST_UNIT + 1):
        length = unit
        while length < len(rest) and rest[length] == rest[length - unit]:
            length += 1
        best = max(best, length if length >= max(3, 2 * unit) else 0)
    return best


def _run(rest: str) -> int:
    """How far the beginning runs along the alphabet, the figures or the keyboard, three characters at least."""
    length = 3
    while length <= len(rest) and any(rest[:length] in run for run in _RUNS):
        length += 1
    return length - 1 if length > 3 else 0
