"""What has gone quiet: files that were expected and did not come, and evidence that is out of date. Pure.

Silence never counts as kept, so it is told on the page that people open first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.intake.heartbeat import Heard
from schoolgate.vocabulary.sources import PERSON, Source

_OURS: Final = "policy"  # what the policy says of itself is old, never silent


@dataclass(frozen=True, slots=True)
class Quiet:
    """``key`` names what is silent, ``holder`` the role that has it and can be asked."""

    key: str
    told: str
    holder: str


def quiet(expected: Iterable[Heard], promises: Iterable[PromiseStanding]) -> tuple[Quiet, ...]:
    """Expected files first, then sources whose evidence is out of date, most promises first."""
    return (*_silent(expected), *_stale(promises))


def _silent(expected: Iterable[Heard]) -> Iterator[Quiet]:
    for heard in expected:
        if heard.silent:
            yield Quiet(heard.feed, f"{heard.words}: {heard.sentence[:1].lower()}{heard.sentence[1:]}", heard.holder)


def _stale(promises: Iterable[PromiseStanding]) -> Iterator[Quiet]:
    old = [promise.would_answer for promise in promises if promise.finding.stale and _comes_in(promise.would_answer)]
    for source in sorted(dict.fromkeys(old), key=lambda source: (-old.count(source), source.key)):
        words = ngettext(
            "%(source)s: %(n)s promise rests on what is out of date.",
            "%(source)s: %(n)s promises rest on what is out of date.",
            old.count(source),
        )
        yield Quiet(source.key, words % {"source": _(source.words), "n": old.count(source)}, source.holder)


def _comes_in(source: Source) -> bool:
    return source != PERSON and source.key != _OURS
