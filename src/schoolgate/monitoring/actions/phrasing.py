"""A school's own words: looked out for at once by the safeguarding lead, harmless once two people agree."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import CHECKERS, MUTE_AGREERS
from schoolgate.monitoring.judging import judge
from schoolgate.monitoring.judging.categories import CATEGORIES
from schoolgate.monitoring.judging.finding import finder
from schoolgate.monitoring.models import SchoolWords
from schoolgate.monitoring.queries.permissions import human_of
from schoolgate.people.access import Visit, require, today

LONGEST: Final = timedelta(days=366)
_SEVERITIES: Final = ("low", "medium", "high")
_GRAVEST: Final = frozenset({"suicide", "self-harm", "abuse", "grooming", "exploitation", "csam"})


@transaction.atomic
def add_phrase(here: Visit, words: str, category: str, severity: str, why: str, until: date) -> SchoolWords:
    """Look out for ``words`` from now on. Raises ``BadInputError`` for what every search holds, for an unknown category
    or severity, without a reason, for too long a time, and for words that are looked out for already."""
    require(here.roles, *CHECKERS)
    hold(here.school)
    if category not in CATEGORIES or severity not in _SEVERITIES:
        raise BadInputError("the phrase", "says nothing of what it is about, or how grave it is.", "Choose both.")
    row = _row(here, SchoolWords.Sort.PHRASE, words, why, until)
    row.category, row.severity = category, severity
    row.agreed_at, row.agreed_by = row.at, here.person
    return _kept(here, row)


@transaction.atomic
def propose_harmless(here: Visit, words: str, why: str, until: date) -> SchoolWords:
    """Propose that ``words`` mean no harm here. Raises ``BadInputError`` as ``add_phrase`` does, and for words that by
    themselves are high: those are always shown."""
    require(here.roles, *CHECKERS)
    hold(here.school)
    judged = judge(words)
    grave = judged.severity == "medium" and judged.category in _GRAVEST
    if grave or judged.severity == "high" or judged.illegal:
        raise BadInputError("the words", "are too grave by themselves: they are always shown.", "Decide on each.")
    return _kept(here, _row(here, SchoolWords.Sort.HARMLESS, words, why, until))


@transaction.atomic
def agree_harmless(here: Visit, ref: str) -> SchoolWords:
    """A second person agrees: from now on no rule sees the words. Raises ``DeniedError`` for whoever proposed it."""
    require(here.roles, *MUTE_AGREERS)
    hold(here.school)
    row = _one(here, ref)
    if row.agreed_at is not None:
        raise BadInputError("the agreement", "it was agreed already.", "Look at the list again.")
    if human_of(row.by) == human_of(here.person):
        raise DeniedError("Agreeing", "you proposed it, and it takes two people.", "Ask the head or the deputy.")
    row.agreed_at, row.agreed_by = timezone.now(), here.person
    row.save()
    append(school_chain(here.school.ref), kinds.WORDS_AGREED, actor=here.actor, subject=row.ref, details={})
    return row


@transaction.atomic
def end_words(here: Visit, ref: str) -> SchoolWords:
    """From now on they are words like others. A phrase is ended by who reads alerts, since less is noticed then."""
    row = _one(here, ref)
    require(here.roles, *(CHECKERS if row.sort == SchoolWords.Sort.PHRASE else MUTE_AGREERS))
    hold(here.school)
    row.until = min(row.until, today(here.school) - timedelta(days=1))
    row.save()
    details = {"sort": row.sort}
    append(school_chain(here.school.ref), kinds.WORDS_ENDED, actor=here.actor, subject=row.ref, details=details)
    return row


def _row(here: Visit, sort: str, words: str, why: str, until: date) -> SchoolWords:
    said, day = " ".join(words.split()), today(here.school)
    read = finder().words(said)
    if not read or len(said) > 80 or all(len(word) < 3 or word in finder().ordinary for word in read):
        cause = "are longer than 80 letters, or so ordinary that nearly every search holds them."
        raise BadInputError("the words", cause, "Write the two or three words that tell it apart.")
    if len(why.strip()) < 10:
        raise BadInputError("the reason", "is too short for somebody else to follow.", "Say why in a sentence.")
    if not day < until <= day + LONGEST:
        raise BadInputError("the last day", "it lies in the past, or more than a year away.", "Choose another.")
    there = SchoolWords.objects.for_school(here.school).filter(sort=sort, until__gte=day)
    if any(finder().words(row.words) == read for row in there):
        raise BadInputError("the words", "are on the list already.", "End those first, or choose others.")
    fixed = {"why": why.strip(), "at": timezone.now(), "by": here.person, "since": day, "until": until}
    return SchoolWords(school=here.school, sort=sort, words=said, **fixed)


def _kept(here: Visit, row: SchoolWords) -> SchoolWords:
    row.save()
    details = {
        "sort": row.sort,
        "category": row.category or None,
        "severity": row.severity or None,
        "until": row.until.isoformat(),
    }
    append(school_chain(here.school.ref), kinds.WORDS_ADDED, actor=here.actor, subject=row.ref, details=details)
    return row


def _one(here: Visit, ref: str) -> SchoolWords:
    row: SchoolWords | None = SchoolWords.objects.for_school(here.school).filter(ref=ref).select_related("by").first()
    if row is None:
        raise NotFoundError("the words", "there are none such here.", "Look at the list again.")
    return row
