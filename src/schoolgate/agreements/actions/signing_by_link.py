"""What a carer does by their link: chooses a language, answers one agreement after another, signs all at once.

Answers wait on the link, locked, until a name is typed under all of them: whoever loses their connection in between
goes on where they were, and nothing is ever signed by half.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import Given, agree, agree_for, asked
from schoolgate.agreements.actions.consenting import KIND, give, withdraw
from schoolgate.agreements.models import Consent, SigningLink, SigningReceipt, WordingText
from schoolgate.agreements.queries.asking_families import Ask, ChildHere, Family, family_of
from schoolgate.agreements.queries.links import GONE, Answer, Kept, OpenLink, as_open
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.signing_links import SHOWN_AFTER, SHOWN_ON_TABLET
from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person

YES: Final = "yes"
NO: Final = "no"
type _Details = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The name that was typed under all answers, on what sort of device, from which network address."""

    name: str
    device: str
    address: str


@transaction.atomic
def choose_language(link: OpenLink, language: str, style: str, *, actor: Actor) -> None:
    """The language and style of the pages from now on: one that is offered, or nothing changes."""
    row = _row(link, actor)
    row.language, row.style = language, style if style in WordingText.Style.values else WordingText.Style.PLAIN
    row.save(update_fields=["language", "style"])


@transaction.atomic
def keep_answers(link: OpenLink, kind: str, answers: Mapping[str, Answer], *, actor: Actor) -> None:
    """Keep what was chosen for one agreement until it is signed; by whom it is for. Raises ``BadInputError`` for what
    is not asked of them."""
    row = _row(link, actor)
    ask = _asked(family_of(row.carer, today(row.school)), kind)
    text = ask.words.text(row.language, row.style)
    if text is None or set(answers) - set(ask.whom):
        raise BadInputError("the answer", "it is not asked of you.", "Open the link again.")
    kept = dict(as_open(row).kept)
    had = kept[kind].answers if kind in kept and kept[kind].digest == text.digest else {}
    kept[kind] = Kept(text.language, text.style, text.digest, {**had, **answers})
    row.kept = json.dumps({key: asdict(one) for key, one in kept.items()})
    row.save(update_fields=["kept"])


@transaction.atomic
def sign_by_link(link: OpenLink, confirmed: Confirmed, *, actor: Actor) -> SigningReceipt:
    """Sign everything that was answered, or nothing. The link then shows what was signed, for a day, and ends;
    where something is left that they did not agree to, it stays good for that.

    Raises ``BadInputError`` where an answer is missing or the words changed since they were read, ``NotFoundError``
    where the link has ended meanwhile.
    """
    hold(link.school)
    row = _row(link, actor)
    now, family = timezone.now(), family_of(row.carer, today(row.school))
    opened = as_open(row)
    said = [part for ask in family.asks for part in _sign(ask, opened, confirmed, actor)]
    if not said:
        raise BadInputError("your answers", "nothing is answered yet.", "Answer first.")
    receipt = _receipt(row, opened, confirmed, said, actor)
    row.kept, row.used_from = "", confirmed.address
    if not family_of(row.carer, today(row.school)).asks:
        shown = SHOWN_ON_TABLET if opened.on_tablet else SHOWN_AFTER
        row.done_at, row.ends_at = now, min(row.ends_at, now + shown)
    row.save()
    return receipt


@transaction.atomic
def end_link(link: OpenLink, *, actor: Actor) -> None:
    """They are done: the link ends now, and what was not signed is not kept."""
    row = _row(link, actor)
    row.kept, row.ends_at = "", timezone.now()
    row.save(update_fields=["kept", "ends_at"])


@transaction.atomic
def take_back_yes(link: OpenLink, child: str, place: str, device: str, *, actor: Actor) -> None:
    """The carer takes back a yes about one child (a ref) and place, by one press; whoever must act is told."""
    row = _row(link, actor)
    given = Given(row.carer.name, row.way, row.language, row.style, device)
    withdraw(_child(link, child), row.carer, [place], given, actor=actor)


@transaction.atomic
def change_answers(
    link: OpenLink, child: str, answers: Mapping[str, str], confirmed: Confirmed, *, actor: Actor
) -> None:
    """Other answers about pictures of one child (a ref), with a name under them, and a receipt."""
    hold(link.school)
    row = _row(link, actor)
    given = Given(confirmed.name, row.way, row.language, row.style, confirmed.device)
    _words, shown = asked(row.school, KINDS.get(KIND), today(row.school), row.language, row.style)
    give(_child(link, child), row.carer, answers, given, actor=actor)
    said = [{"kind": KIND, "whom": child, "digest": shown, "answer": dict(answers)}]
    _receipt(row, as_open(row), confirmed, said, actor)
    row.used_from = confirmed.address
    row.save(update_fields=["used_from"])


def _child(link: OpenLink, ref: str) -> Person:
    child: Person = Person.objects.for_school(link.school).get(ref=ref)
    return child


def unanswered(family: Family, link: OpenLink) -> list[Ask]:
    """What is still to be answered before all can be signed, or must be read again since its words changed."""
    return [ask for ask in family.asks if not _answered(ask, link)]


def _answered(ask: Ask, link: OpenLink) -> bool:
    kept = link.kept.get(ask.kind.key)
    if kept is None or not set(ask.whom) <= set(kept.answers):
        return False
    text = ask.words.text(kept.language, kept.style)
    return text is not None and text.digest == kept.digest


def _sign(ask: Ask, link: OpenLink, confirmed: Confirmed, actor: Actor) -> list[dict[str, Any]]:
    if not _answered(ask, link):
        raise BadInputError(ask.kind.title, "it is not answered, or its words have changed.", "Answer it first.")
    kept, said = link.kept[ask.kind.key], []
    given = Given(confirmed.name, link.way, kept.language, kept.style, confirmed.device)
    for whom in ask.whom:
        answer = kept.answers[whom]
        child = _child(link, whom) if whom else None
        if isinstance(answer, Mapping):
            assert child is not None
            give(child, link.carer, dict(answer), given, actor=actor)
        elif answer == YES and child is not None:
            agree_for(child, link.carer, ask.kind.key, given, actor=actor)
        elif answer == YES:
            agree(link.carer, ask.kind.key, given, actor=actor)
        said.append({"kind": ask.kind.key, "whom": whom, "digest": kept.digest, "answer": answer})
    return said


def _receipt(
    row: SigningLink, link: OpenLink, confirmed: Confirmed, said: list[dict[str, Any]], actor: Actor
) -> SigningReceipt:
    receipt = SigningReceipt(school=row.school, carer=row.carer, link=row, way=row.way, device=confirmed.device)
    receipt.language, receipt.style, receipt.at = row.language, row.style, timezone.now()
    receipt.typed_name, receipt.said = " ".join(confirmed.name.split()), json.dumps(said)
    receipt.digest = digest({"said": said, "name": receipt.typed_name, "at": receipt.at.isoformat()})
    receipt.save()
    details: _Details = {"digest": receipt.digest, "way": str(link.way), "device": confirmed.device or None}
    details |= {"language": row.language, "answers": len(said)}
    chain = school_chain(row.school.ref)
    append(chain, kinds.RECEIPT_GIVEN, actor=actor, subject=row.carer.ref, details=details, label=Label.SAFEGUARDING)
    return receipt


def blank_is_no(child: ChildHere, chosen: Mapping[str, str]) -> dict[str, str]:
    """An answer for every place: what was left blank is a no, and so is all where the carer’s yes does not count."""
    yes = {place for place, answer in chosen.items() if answer == Consent.Answer.GRANTED and child.may_sign}
    return {place: str(Consent.Answer.GRANTED if place in yes else Consent.Answer.REFUSED) for place in CHANNELS}


def by_link(link: OpenLink) -> Actor:
    """Whoever holds the link acts as the carer, for what is asked of them."""
    return acting(link.carer.ref)


def _asked(family: Family, kind: str) -> Ask:
    ask = family.ask(kind)
    if ask is None:
        raise BadInputError("the answer", "it is not asked of you, or signed already.", "Open the link again.")
    return ask


def _row(link: OpenLink, actor: Actor) -> SigningLink:
    if actor.ref != link.carer.ref or not actor.signs:
        raise DeniedError("The link", "is the carer’s own.", "Make a link for whoever is to sign.")
    rows: Any = SigningLink.objects.for_school(link.school).select_for_update().select_related("carer__school")
    row: SigningLink | None = rows.filter(ref=link.ref, ends_at__gt=timezone.now()).first()
    if row is None:
        raise GONE
    return row
