"""What one person is asked to sign for themselves: what holds, in which words, and what is open."""

from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.agreements.contract import Kind, Lapses, Signs
from schoolgate.agreements.models import Signature, Wording, WordingText
from schoolgate.agreements.queries.booking import booked_until
from schoolgate.agreements.queries.wordings import Words, words_in_force
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.words_check import changes
from schoolgate.people.models import Person, School

SUPPLY = "supply-staff"
SOON = timedelta(days=28)  # before it runs out it says so


@dataclass(frozen=True, slots=True)
class Own:
    """One agreement of one's own. ``state``: "open" (never signed), "changed" (signed in older words), "ran-out",
    "signed" (and it holds until ``until``; None: until the words change). ``title`` and ``body`` are the words that
    were signed, or that wait to be; ``new`` and ``gone`` are their lines where the words changed."""

    kind: str
    name: str
    state: str
    title: str
    body: str
    because: str
    on: date | None = None
    until: date | None = None
    way: str = ""
    ref: str = ""
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        return self.state != "signed"


def kinds_of(person: Person, roles: frozenset[str], on: date) -> tuple[Kind, ...]:
    """The kinds that somebody signs for themselves, by their roles; supply staff their own in the place of staff's."""
    booked = booked_until(person, on) is not None and words_in_force(person.school, SUPPLY, on) is not None
    instead = KINDS.get(SUPPLY).stands_for if booked else ""
    found = []
    for kind in KINDS:
        if kind.signs is not Signs.SELF or not roles & set(kind.binds):
            continue
        if kind.key == SUPPLY if booked and kind.by_name else not kind.by_name and kind.lapses is not Lapses.VISIT:
            found.append(kind)
    return tuple(kind for kind in found if kind.key != instead)


def own(school: School, person: Person, roles: frozenset[str], on: date) -> tuple[Own, ...]:
    """What waits first. Kinds without approved words are left out. Costs about three queries a kind."""
    found = []
    for kind in kinds_of(person, roles, on):
        words = words_in_force(school, kind.key, on)
        if words is not None and words.text() is not None:
            found.append(_own(school, person, kind, words, on))
    return tuple(sorted(found, key=lambda one: (not one.waits, one.name)))


def last_signed(school: School, person: Person, kind: str, on: date) -> Signature | None:
    """The latest of somebody's signatures of a kind, whether or not it holds."""
    rows = Signature.objects.for_school(school).filter(person=person, wording__kind=kind, on__lte=on)
    found: Signature | None = rows.select_related("wording").order_by("-on", "-pk").first()
    return found


def _own(school: School, person: Person, kind: Kind, words: Words, on: date) -> Own:
    text = words.text()
    assert text is not None
    row = last_signed(school, person, kind.key, on)
    if row is None:
        return Own(kind.key, kind.title, "open", text.title, text.body, kind.to_you)
    over = (row.until is not None and row.until < on) or (row.ended_on is not None and row.ended_on <= on)
    if row.wording.ref == words.ref:
        title, body = _signed_words(row.wording, row.digest) or (text.title, text.body)
        state = "ran-out" if over else "signed"
        return Own(kind.key, kind.title, state, title, body, kind.to_you, row.on, row.until, row.way, row.ref)
    before = _signed_words(row.wording, row.digest)
    new, gone = changes(before[1], text.body) if before else ((), ())
    state = "ran-out" if over and not (new or gone) else "changed"
    return Own(
        kind.key, kind.title, state, text.title, text.body, kind.to_you, row.on, row.until, row.way, new=new, gone=gone
    )


def _signed_words(wording: Wording, digest: str) -> tuple[str, str] | None:
    """The title and the words under a digest; of paper that names none, the words in English."""
    rows = list(WordingText.objects.for_school(wording.school).filter(wording=wording))
    named = [row for row in rows if row.digest == digest]
    plain = [row for row in rows if (row.language, row.style) == ("en", "plain")]
    return next(((row.title, row.body) for row in (*named, *plain)), None)
