"""Proposing another setting, and closing a proposal without putting it in force."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.access import PROPOSERS, SIGNERS
from schoolgate.filtering.actions.telling import ask_signers
from schoolgate.filtering.agreed import documents
from schoolgate.filtering.agreed.comparing import differences
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import Proposal, SettingVersion
from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import School
from schoolgate.people.queries import person

MOST = 2_000  # letters of a reason


@transaction.atomic
def propose_change(school: School, setting: Setting, reason: str, *, actor: Actor, on: int | None = None) -> Proposal:
    """Keep a setting until two people agree it. ``on`` is the number of the version it was made from, 0 for none; left
    out, the one in force. The same setting waits once.

    Raises ``BadInputError`` for no reason, for a setting that changes nothing, and for one made from a version that is
    no longer in force; ``DeniedError`` for a person who may not propose.
    """
    said = _said("the reason", reason)
    _allow(school, actor, *PROPOSERS)
    hold(school)
    current: SettingVersion | None = SettingVersion.objects.for_school(school).filter(in_force_until=None).first()
    number = current.number if current else 0
    if on is not None and on != number:
        raise overtaken_by(number)
    wanted = documents.document(setting)
    if current is not None and current.digest == wanted["digest"]:
        raise BadInputError("The change", "leaves everything as it is.", "Change something, or leave it.")
    waiting = Proposal.objects.for_school(school).filter(digest=wanted["digest"], status=Proposal.Status.WAITING)
    known: Proposal | None = waiting.first()
    if known is not None:
        return known
    row = Proposal(school=school, on_version=current, document=wanted, digest=wanted["digest"], reason=said)
    row.by, row.proposed_at = actor.ref, timezone.now()
    row.save()
    before = documents.read(current.document) if current else Setting()
    details: dict[str, str | int | bool | None] = {
        "on": current.ref if current else None,
        "digest": row.digest,
        "changes": len(differences(before, setting)),
    }
    append(school_chain(school.ref), kinds.PROPOSED, actor=actor, subject=row.ref, details=details)
    ask_signers(row, actor=actor)
    return row


@transaction.atomic
def decline(proposal: Proposal, why: str, *, actor: Actor) -> None:
    """One of those who may be asked to sign says no, and why. Raises ``NotFoundError`` where it no longer waits."""
    said = _said("why not", why)
    _allow(proposal.school, actor, *SIGNERS)
    _close(proposal, Proposal.Status.DECLINED, said, actor)


@transaction.atomic
def withdraw(proposal: Proposal, *, actor: Actor, why: str = "") -> None:
    """Whoever proposed it, or the head, takes it back. Raises ``NotFoundError`` where it no longer waits."""
    if actor.ref != proposal.by:
        _allow(proposal.school, actor, "head")
    _close(proposal, Proposal.Status.WITHDRAWN, why.strip()[:MOST], actor)


def overtake(proposals: Iterable[Proposal], *, actor: Actor) -> None:
    """Close those that were made from a version no longer in force. Called inside the transaction that ended it."""
    for row in proposals:
        _closed(row, Proposal.Status.OVERTAKEN, "", actor)


def overtaken_by(number: int) -> BadInputError:
    """What is said to whoever proposes or agrees on an old version."""
    now = f"version {number} is in force now" if number else "nothing is in force yet"
    return BadInputError(
        "The change",
        f"was made from a version that is no longer in force: {now}.",
        "Look at what is in force, and propose the change again on it.",
    )


def waiting(proposal: Proposal) -> Proposal:
    """The proposal afresh, under the school's hold. Raises ``NotFoundError`` where it no longer waits."""
    rows = Proposal.objects.for_school(proposal.school).filter(ref=proposal.ref)
    row: Proposal | None = rows.select_related("on_version", "school").first()
    if row is None or row.status != Proposal.Status.WAITING:
        status = f"it is {row.status}" if row is not None else "there is none such"
        raise NotFoundError("The proposed change", f"does not wait any more: {status}.", "Look at the list of changes.")
    return row


def _close(proposal: Proposal, status: Proposal.Status, said: str, actor: Actor) -> None:
    hold(proposal.school)
    _closed(waiting(proposal), status, said, actor)


def _closed(row: Proposal, status: Proposal.Status, said: str, actor: Actor) -> None:
    row.status, row.said, row.closed_at, row.closed_by = status, said, timezone.now(), actor.ref
    row.save()
    chain = school_chain(row.school.ref)
    append(chain, kinds.CLOSED, actor=actor, subject=row.ref, details={"how": status.value})


def _said(thing: str, words: str) -> str:
    if not words.strip():
        raise BadInputError(thing, "there is none.", "Say in a sentence why, for those who are to agree.")
    if len(words) > MOST:
        raise BadInputError(thing, f"is longer than {MOST} letters.", "Put it more shortly.")
    return words.strip()


def _allow(school: School, actor: Actor, *roles: str) -> None:
    """A person needs one of the roles; whoever runs the command line may propose, and never sign."""
    if actor.kind is ActorKind.PERSON:
        require(roles_of(person(school, actor.ref), today(school)), *roles)
