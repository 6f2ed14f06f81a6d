"""A short check that the words of an agreement were understood, made from its own promises. Pure: a seed asks the same.

Each question is tied to one promise of the words, which is shown where the answer was another. The other answers are
what no school asks, so that they fit whatever words a school writes.
"""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from schoolgate.agreements.check import CheckQuestion
from schoolgate.kernel.digests import digest

MOST: Final = 3
_MARK: Final = "- "
_LEAST_SECONDS: Final = 10
_MOST_SECONDS: Final = 60
_WORDS_A_SECOND: Final = 5  # faster than anybody reads
_NOT_ASKED: Final = (
    gettext_noop("I lend my sign-in to a colleague who is in a hurry."),
    gettext_noop("I keep pictures of children on my own telephone until I have time to move them."),
    gettext_noop("I wait until the end of the week before I say that a device is lost."),
    gettext_noop("I answer a parent from my own e-mail address when that is quicker."),
    gettext_noop("I leave my screen open while I am only next door."),
    gettext_noop("I send a child’s file to my own address so that I can finish it at home."),
    gettext_noop("I ask around among colleagues before I tell anybody that a child worries me."),
    gettext_noop("I share a folder with everybody who has the link, since that is the quickest."),
)


def promises(body: str) -> tuple[str, ...]:
    """The promises of a wording: its lines that begin with "- "."""
    return tuple(line[len(_MARK) :].strip() for line in body.splitlines() if line.startswith(_MARK))


def questions(body: str, seed: str) -> tuple[CheckQuestion, ...]:
    """At most ``MOST``, each of another promise; none where the words promise nothing line by line."""
    said = sorted(dict.fromkeys(promises(body)), key=lambda line: digest([seed, line]))[:MOST]
    others = sorted((_(line) for line in _NOT_ASKED), key=lambda line: digest([seed, "not", line]))
    return tuple(_asked(line, others[2 * at : 2 * at + 2], seed) for at, line in enumerate(said))


def least_seconds(body: str) -> int:
    """What it takes at the very least to read the words."""
    return min(max(len(body.split()) // _WORDS_A_SECOND, _LEAST_SECONDS), _MOST_SECONDS)


def changes(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is new in words, and what is gone: whole lines, in their order. A line that only moved is neither."""
    was, now = ([line.strip() for line in body.splitlines() if line.strip()] for body in (before, after))
    return tuple(_said(line) for line in now if line not in was), tuple(_said(line) for line in was if line not in now)


def _asked(line: str, others: list[str], seed: str) -> CheckQuestion:
    options = tuple(sorted([line, *others], key=lambda option: digest([seed, line, "order", option])))
    return CheckQuestion(
        digest([line])[:12], "", _("Which of these do you promise?"), options, options.index(line), line
    )


def _said(line: str) -> str:
    return line.removeprefix(_MARK)
