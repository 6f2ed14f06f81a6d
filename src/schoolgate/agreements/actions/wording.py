"""Words of an agreement: written, put into other languages and pictures, and approved by the head. Never changed."""

from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.models import Wording, WordingText
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.circles import TERM_KEEPERS
from schoolgate.people.models import Person, School

_LONGEST: Final = 20_000  # characters: what is longer nobody reads before they sign
type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def draft(school: School, kind: str, *, actor: Actor, title: str = "", body: str = "", pictures: str = "") -> Wording:
    """Another version of a kind in plain English, to be approved; our own sample where ``body`` is left out.

    Raises ``NotFoundError`` for a kind there is not, ``BadInputError`` for words that are too long or empty.
    """
    known = KINDS.get(kind)
    _check_writes(school, actor)
    hold(school)
    rows = Wording.objects.for_school(school).filter(kind=kind)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Wording(school=school, kind=kind, number=number, from_on=today(school), recorded_at=timezone.now())
    row.save()
    if body:
        _write(row, "en", WordingText.Style.PLAIN, title or known.title, body, actor)
    else:
        _write(row, "en", WordingText.Style.PLAIN, known.sample.title, known.sample.body, actor)
        pictures = pictures or known.sample.pictures
    if pictures:
        _write(row, "en", WordingText.Style.PICTURES, title or known.sample.title, pictures, actor)
    return row


@transaction.atomic
def add_text(
    wording: Wording, *, language: str, title: str, body: str, actor: Actor, style: str = WordingText.Style.PLAIN
) -> WordingText:
    """The same version in another language, or in pictures; shown once it is approved.

    Raises ``BadInputError`` where it is there already: other words are another version.
    """
    _check_writes(wording.school, actor)
    hold(wording.school)
    same = WordingText.objects.for_school(wording.school).filter(wording=wording, language=language, style=style)
    if same.exists():
        raise BadInputError(
            "the words", "this version has them in that language.", "Write a new version: words are never changed."
        )
    return _write(wording, language, style, title, body, actor)


@transaction.atomic
def approve(wording: Wording, *, actor: Actor, from_on: date | None = None, language: str = "") -> Wording:
    """The head approves a version with every text it has by now, or those in one ``language``; it is asked for from
    ``from_on``, today if left out.

    Of a version that is approved already, the texts that came since are approved, and its day stays. Who signed an
    older one is asked to sign anew from that day. A school's first version may be older than today: it is the paper
    they have. Raises ``DeniedError`` unless the head acts, signed in; ``BadInputError`` for a day that is over.
    """
    school = wording.school
    _check_head(school, actor)
    hold(school)
    day = from_on or today(school)
    if not wording.approved_by:
        if day < today(school) and wording.number > 1:
            raise BadInputError("the day", "it is over.", "Give today or a later day: nobody has read these words yet.")
        wording.from_on, wording.approved_by = day, actor.ref
        wording.save()
    texts = WordingText.objects.for_school(school).filter(wording=wording, approved_by="")
    if language:
        texts = texts.filter(language=language)
    for text in texts.order_by("language", "style"):
        text.approved_by = actor.ref
        text.save()
        _note(kinds.APPROVED, text, wording, actor, {"from_on": wording.from_on.isoformat()})
    return wording


def wording_of(school: School, ref: str) -> Wording:
    """The wording by its ref. Raises ``NotFoundError``."""
    row: Wording | None = Wording.objects.for_school(school).filter(ref=ref, kind__in=KINDS.keys()).first()
    if row is None:
        raise NotFoundError(f"the wording {ref}", "there is none at this school.", "Look at the list of agreements.")
    return row


def _write(wording: Wording, language: str, style: str, title: str, body: str, actor: Actor) -> WordingText:
    title, body = " ".join(title.split()), body.strip()
    if not title or not body or len(body) > _LONGEST:
        cause = "there are none." if not body or not title else f"there are more than {_LONGEST:,} characters."
        raise BadInputError("the words", cause, "Give a title and what is to be signed, in plain words.")
    said = {"kind": wording.kind, "title": title, "body": body, "language": language, "style": style}
    row = WordingText(school=wording.school, wording=wording, language=language, style=style, title=title, body=body)
    row.digest = digest(said)
    row.save()
    _note(kinds.WORDED, row, wording, actor, {})
    return row


def _note(what: Kind, text: WordingText, wording: Wording, actor: Actor, more: _Details) -> None:
    said: _Details = {"agreement": wording.kind, "number": wording.number}
    said |= {"language": text.language, "style": str(text.style), "digest": text.digest, **more}
    append(school_chain(wording.school.ref), what, actor=actor, subject=wording.ref, details=said)


def _check_writes(school: School, actor: Actor) -> None:
    """Whoever looks after the policy, and the office; a command on the server, which is recorded."""
    if actor.signs:
        require(_roles(school, actor), *TERM_KEEPERS)


def _check_head(school: School, actor: Actor) -> None:
    if not actor.signs or "head" not in _roles(school, actor):
        raise DeniedError("The words", "are approved by the head, signed in.", "Ask the head to look at them.")


def _roles(school: School, actor: Actor) -> frozenset[str]:
    who = Person.objects.for_school(school).filter(ref=actor.ref).first()
    return roles_of(who, today(school)) if who else frozenset()
