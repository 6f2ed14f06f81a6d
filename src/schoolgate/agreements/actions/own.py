"""Somebody signs for themselves: the words read, a short check of them, and their own name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core import signing
from django.db import transaction
from django.utils import timezone

from schoolgate.agreements.actions.agreeing import Given, agree
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.check import CheckQuestion, marked
from schoolgate.agreements.models import Signature, Sitting, Wording
from schoolgate.agreements.queries.own import kinds_of
from schoolgate.agreements.queries.wordings import Text, words_in_force
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.words_check import least_seconds, questions
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.kernel.refs import new_ref
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person

_SALT: Final = "agreements.own"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try: signed, or why not."""

    signature: Signature | None
    quick: bool
    wrong: tuple[CheckQuestion, ...]
    unnamed: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page carried, signed by us: when it was opened, its seed, and the wording (a ref) it showed."""

    at: datetime
    seed: str
    wording: str


def words_to_sign(person: Person, kind: str) -> tuple[str, Text]:
    """The ref of the wording and its text. Raises ``NotFoundError`` where it is not asked of them, or has no words."""
    day = today(person.school)
    if kind not in {one.key for one in kinds_of(person, roles_of(person, day), day)}:
        raise NotFoundError("the agreement", "it is not asked of you.", "Look at your agreements.")
    words = words_in_force(person.school, kind, day)
    text = words.text() if words else None
    if words is None or text is None:
        raise NotFoundError("the agreement", "its words are not approved yet.", "Ask the headteacher.")
    return words.ref, text


def page_of(person: Person, wording: str, *, at: datetime | None = None) -> str:
    """The token of a page that shows a wording (a ref) to somebody from a moment, now if left out."""
    when = at or timezone.now()
    held = {"at": when.isoformat(), "seed": new_ref("chk"), "person": person.ref, "wording": wording}
    return signing.dumps(held, salt=_SALT)


def opened_page(token: str, person: Person, wording: str) -> ReadPage:
    """Raises ``BadInputError`` for a token that is not ours, somebody else's, or of other words."""
    try:
        held = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise BadInputError("the page", "it was not opened here.", "Read it again.") from None
    if held["person"] != person.ref or held["wording"] != wording:
        raise BadInputError("the page", "the words have changed since you opened it.", "Read them again.")
    return ReadPage(datetime.fromisoformat(held["at"]), held["seed"], held["wording"])


@transaction.atomic
def sign_own(
    person: Person,
    kind: str,
    *,
    token: str,
    answers: Mapping[str, str],
    name: str,
    actor: Actor,
    device: str = "",
    at: datetime | None = None,
) -> Tried:
    """Mark a try at the check, and sign where all is right, the page was open long enough and the name is theirs.

    ``answers`` are by the question's key, an index spelt as text. Raises ``DeniedError`` unless the person acts, signed
    in; ``NotFoundError`` where it is not asked of them; ``BadInputError`` as ``opened_page``.
    """
    if not actor.signs or actor.ref != person.ref:
        raise DeniedError("The signature", "is given by the person themselves.", "Ask them to sign in, or on paper.")
    wording, text = words_to_sign(person, kind)
    page, now = opened_page(token, person, wording), at or timezone.now()
    asked = questions(text.body, page.seed)
    wrong = marked(asked, answers)
    seconds = max(int((now - page.at).total_seconds()), 0)
    quick, unnamed = seconds < least_seconds(text.body), _folded(name) != _folded(person.name)
    hold(person.school)
    row = Sitting(school=person.school, person=person, at=now, seconds=seconds, quick=quick)
    row.wording = Wording.objects.for_school(person.school).get(ref=wording)
    row.asked, row.right = len(asked), len(asked) - len(wrong)
    row.save()
    if quick or wrong or unnamed:
        return Tried(None, quick, wrong, unnamed)
    signature = agree(person, KINDS.get(kind).key, Given(name, device=device), actor=actor)
    tell_facts(person.school, actor=actor)
    return Tried(signature, quick, wrong, unnamed)


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
