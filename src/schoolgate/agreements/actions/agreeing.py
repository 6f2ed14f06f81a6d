"""Names under an agreement: one's own, what the office holds on paper, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.contract import Answers, Kind, Signs, last_day
from schoolgate.agreements.models import Signature, Wording
from schoolgate.agreements.queries.booking import booked_until
from schoolgate.agreements.queries.rounds import answered_for
from schoolgate.agreements.queries.wordings import words_in_force
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import AT_ONCE, hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.circles import TERM_KEEPERS
from schoolgate.people.families.queries import who_may_sign
from schoolgate.people.models import Person, School

ONES_OWN: Final = (Signature.Way.PAGE, Signature.Way.LINK, Signature.Way.TABLET)
OFFICE: Final = (Signature.Way.PAPER, Signature.Way.SEEN, Signature.Way.MIS)
type _Details = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Given:
    """How a name was given: typed, where and on what, under the words in which language and style."""

    name: str
    way: str = Signature.Way.PAGE
    language: str = "en"
    style: str = "plain"
    device: str = ""


@transaction.atomic
def agree(person: Person, kind: str, given: Given, *, actor: Actor, on: date | None = None) -> Signature:
    """The person themselves signs the words of ``kind`` that are in force; signed twice on a day is signed once.

    Raises ``DeniedError`` unless they act themselves, signed in or by their own link; ``BadInputError`` where no words
    are approved, the name is empty, or it is not asked of them.
    """
    if not actor.signs or actor.ref != person.ref:
        raise DeniedError("The signature", "is given by the person themselves.", "Ask them to sign in, or on paper.")
    return _sign(person, KINDS.get(kind), None, given, actor, on or today(person.school))


@transaction.atomic
def agree_for(
    child: Person, carer: Person, kind: str, given: Given, *, actor: Actor, on: date | None = None
) -> Signature:
    """A carer signs for a child. Raises as ``agree``, and ``BadInputError`` for whoever may not sign for the child."""
    if not actor.signs or actor.ref != carer.ref:
        raise DeniedError("The signature", "is given by the carer themselves.", "Ask them to sign, or on paper.")
    day = on or today(child.school)
    if carer.ref not in {one.ref for one in who_may_sign(child.school, child.ref, day)}:
        raise BadInputError("the carer", "they may not sign for this child.", "Look at the child’s family.")
    return _sign(child, KINDS.get(kind), carer, given, actor, day)


@transaction.atomic
def note_held(
    school: School,
    kind: str,
    persons: Sequence[Person],
    *,
    on: date,
    actor: Actor,
    way: str = Signature.Way.SEEN,
    source: str = "",
) -> tuple[Signature, ...]:
    """The office holds signed paper of these persons (or of their carers), dated ``on``: whole classes at once.

    Whoever has it in force already is left as they are, so that noting twice adds nothing. Paper older than the words
    in force counts where the school's first version is in force: schools begin with what they have. Raises
    ``BadInputError`` for a day to come, for words that came later than the paper, and for a kind with choices.
    """
    known = KINDS.get(kind)
    check_office(school, actor)
    _check_paper(school, known, on, way)
    hold(school)
    wording, digest = asked(school, known, today(school))
    if on < wording.from_on and wording.number > 1:
        raise BadInputError("the day", "the words are younger than the paper.", "Ask them to sign the new words.")
    had = _in_force(school, wording, answered_for(school, today(school)))
    rows = []
    for person in dict.fromkeys(persons):
        if person.pk not in had:
            row = Signature(school=school, wording=wording, person=person, way=way, digest=digest, source=source)
            row.on, row.recorded_by = on, actor.ref
            row.until = _last_day(person, known, answered_for(school, on), today(school))
            row.recorded_at = timezone.now()
            rows.append(row)
    Signature.objects.for_school(school).bulk_create(rows, batch_size=AT_ONCE)
    if rows:
        said: _Details = {"agreement": kind, "wording": wording.ref, "way": str(way), "on": on.isoformat()}
        said["people"] = len(rows)
        items = [{"person": row.person.ref} for row in rows]
        tell_facts(school, actor=actor)
        append_batch(school_chain(school.ref), kinds.SEEN, actor=actor, subject=wording.ref, details=said, items=items)
    return tuple(rows)


@transaction.atomic
def take_back(school: School, signature: str, *, actor: Actor, on: date | None = None) -> None:
    """The signature (a ref) holds no more from ``on``, today if left out: by whoever gave it, or by the office for
    them. Raises ``NotFoundError`` where there is none or it is over, ``BadInputError`` for a day before it."""
    hold(school)
    rows = Signature.objects.for_school(school).filter(ref=signature, ended_on=None, wording__kind__in=KINDS.keys())
    row = rows.select_related("wording", "person", "by").first()
    day = on or today(school)
    if row is None:
        raise NotFoundError("the signature", "there is none, or it was taken back.", "Look at the list.")
    if actor.signs and actor.ref != (row.by or row.person).ref:
        check_office(school, actor)
    if day < row.on:
        raise BadInputError("the day", "it is before the day of the signature.", "Give a later day.")
    row.ended_on = day
    row.save()
    said: _Details = {"agreement": row.wording.kind, "on": day.isoformat()}
    append(school_chain(school.ref), kinds.TAKEN_BACK, actor=actor, subject=row.ref, details=said)


def _check_paper(school: School, kind: Kind, on: date, way: str) -> None:
    if kind.answers is not Answers.AGREE:
        raise BadInputError(kind.title, "each family says yes or no for each place.", "Give the answers one by one.")
    if on > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day that is on the paper.")
    if way not in OFFICE:
        raise BadInputError("the way", f"the office cannot hold {way}.", f"Known: {', '.join(OFFICE)}.")


def _sign(person: Person, kind: Kind, by: Person | None, given: Given, actor: Actor, day: date) -> Signature:
    school = person.school
    _check_given(person, kind, by, given, day)
    hold(school)
    wording, digest = asked(school, kind, day, given.language, given.style)
    same = Signature.objects.for_school(school).filter(wording=wording, person=person, by=by, ended_on=None)
    before: Signature | None = same.filter(on=day).first()
    if before is not None:
        return before
    row = Signature(school=school, wording=wording, person=person, by=by, way=given.way, digest=digest)
    row.typed_name, row.device = " ".join(given.name.split()), given.device
    row.on, row.until = day, _last_day(person, kind, max(answered_for(school, day), wording.from_on), day)
    row.recorded_by, row.recorded_at = actor.ref, timezone.now()
    row.save()
    said: _Details = {"agreement": kind.key, "wording": wording.ref, "digest": digest, "way": str(given.way)}
    said |= {"device": given.device or None, "by": by.ref if by else None}
    said |= {"on": day.isoformat(), "until": row.until.isoformat() if row.until else None}
    append(school_chain(school.ref), kinds.AGREED, actor=actor, subject=row.ref, details=said)
    return row


def _last_day(person: Person, kind: Kind, first: date, day: date) -> date | None:
    """Of supply staff the last day of their booking, so that nobody is asked again each morning of a week."""
    booked = booked_until(person, day) if kind.by_name else None
    return booked or last_day(kind.lapses, first)


def check_name(given: Given) -> None:
    """Of what somebody signs themselves. Raises ``BadInputError`` without a name, and for the office's ways."""
    if not given.name.strip():
        raise BadInputError("the name", "it is empty.", "Type your name.")
    if given.way not in ONES_OWN:
        raise BadInputError("the way", f"nobody signs by {given.way} themselves.", f"Known: {', '.join(ONES_OWN)}.")


def _check_given(person: Person, kind: Kind, by: Person | None, given: Given, day: date) -> None:
    check_name(given)
    if kind.answers is not Answers.AGREE:
        raise BadInputError(kind.title, "it is answered place by place.", "Give a yes or a no for each.")
    if not roles_of(person, day) & set(kind.binds) or (kind.signs is Signs.CARER) != (by is not None):
        raise BadInputError(kind.title, "it is not asked of them.", "Look at who is asked for which agreement.")


def asked(school: School, kind: Kind, on: date, language: str = "en", style: str = "plain") -> tuple[Wording, str]:
    """The wording in force and the digest of the text that is shown."""
    words = words_in_force(school, kind.key, answered_for(school, on))
    text = words.text(language, style) if words else None
    if words is None or text is None:
        raise BadInputError(kind.title, "no words are approved for that day.", "Ask the head to approve them.")
    return Wording.objects.for_school(school).get(ref=words.ref), text.digest


def _in_force(school: School, wording: Wording, on: date) -> set[int]:
    rows = Signature.objects.for_school(school).filter(wording=wording, ended_on=None)
    return {pk for pk, until in rows.values_list("person_id", "until") if until is None or until >= on}


def check_office(school: School, actor: Actor) -> None:
    """Whoever looks after the policy, and the office; a command on the server, which is recorded."""
    if actor.signs:
        who = Person.objects.for_school(school).filter(ref=actor.ref).first()
        require(roles_of(who, today(school)) if who else frozenset(), *TERM_KEEPERS)
