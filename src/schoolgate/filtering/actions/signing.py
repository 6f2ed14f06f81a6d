"""Two different people, signed in, agree as head and safeguarding lead; with the second the change is in force."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.access import SIGNING
from schoolgate.filtering.actions.proposing import overtake, overtaken_by, waiting
from schoolgate.filtering.actions.publishing import next_epoch, write_soon
from schoolgate.filtering.actions.telling import ask_signers, tell_facts
from schoolgate.filtering.agreed import documents
from schoolgate.filtering.models import Proposal, SettingSignature, SettingVersion
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.acting import Signer
from schoolgate.people.models import Person, School
from schoolgate.people.queries import person, who_may_sign


@transaction.atomic
def agree(proposal: Proposal, *, actor: Actor, digest: str = "") -> SettingVersion | None:
    """Sign a proposed change; the version put in force where this was the second signature, else ``None``.

    ``digest`` is that of the document that was shown, where it was shown: nobody signs what they did not see. A second
    press by the same person adds nothing. Raises ``DeniedError`` for the command line, for one who may not sign, and
    for one person a second time in another role; ``BadInputError`` where the version it was made from is no longer in
    force; ``NotFoundError`` where it waits no longer.
    """
    if not actor.signs:
        raise DeniedError("Agreeing a change", "only a person who is signed in can.", "Sign in, and agree on the page.")
    school = proposal.school
    hold(school)
    who = person(school, actor.ref)
    done = _signed_before(proposal, who)
    if done is not None:
        version: SettingVersion | None = done.proposal.version
        return version
    row = waiting(proposal)
    _current(row, digest)
    signer = _signer(row, who)
    _sign(row, signer, who, actor)
    signed = {each.role: each for each in SettingSignature.objects.for_school(school).filter(proposal=row)}
    if signed.keys() != set(SIGNING):
        ask_signers(row, actor=actor)
        return None
    return _put_in_force(row, signed, actor)


def may_sign(proposal: Proposal) -> tuple[Signer, ...]:
    """Who may sign this proposal next; nobody where two different people cannot be found."""
    school = proposal.school
    rows = SettingSignature.objects.for_school(school).filter(proposal=proposal)
    return who_may_sign(school, SIGNING, today(school), {row.role: frozenset(row.humans) for row in rows})


def _signed_before(proposal: Proposal, who: Person) -> SettingSignature | None:
    rows = SettingSignature.objects.for_school(proposal.school).select_related("proposal__version")
    found: SettingSignature | None = rows.filter(proposal__ref=proposal.ref, person=who.ref).first()
    return found


def _current(row: Proposal, digest: str) -> None:
    now: SettingVersion | None = SettingVersion.objects.for_school(row.school).filter(in_force_until=None).first()
    if now != row.on_version:
        raise overtaken_by(now.number if now else 0)
    if digest and digest != row.digest:
        raise DeniedError("Agreeing the change", "it is not the one that was shown.", "Look at the page again.")
    documents.read(row.document)  # raises where the document is not the one that was proposed


def _signer(row: Proposal, who: Person) -> Signer:
    able = may_sign(row)
    for one in able:
        if one.person == who.ref:
            return one
    names = " or ".join(dict.fromkeys(one.name for one in able))
    raise DeniedError(
        "Agreeing the change",
        "two different people must, the headteacher and the safeguarding lead, and it is not your turn.",
        f"It waits for {names}." if able else "Give one of these roles to somebody on the People page.",
    )


def _sign(row: Proposal, signer: Signer, who: Person, actor: Actor) -> None:
    kept = SettingSignature(school=row.school, proposal=row, role=signer.role, person=who.ref, digest=row.digest)
    kept.human = who.account.ref if who.account else who.ref
    kept.humans, kept.because, kept.signed_at = sorted(signer.humans), signer.because, timezone.now()
    kept.save()
    details = {"digest": row.digest, "role": signer.role}
    append(school_chain(row.school.ref), kinds.SIGNED, actor=actor, subject=row.ref, details=details)


def _put_in_force(row: Proposal, signed: Mapping[str, SettingSignature], actor: Actor) -> SettingVersion:
    school, now = row.school, timezone.now()
    before = row.on_version
    if before is not None:
        before.in_force_until = now
        before.save()
    made = SettingVersion(school=school, number=before.number + 1 if before else 1, document=row.document)
    made.digest, made.in_force_from, made.epoch = row.digest, now, next_epoch(school)
    made.save()
    row.status, row.version, row.closed_at, row.closed_by = Proposal.Status.AGREED, made, now, actor.ref
    row.save()
    details: dict[str, Any] = {
        "version": made.ref,
        "number": made.number,
        "digest": made.digest,
        "epoch": made.epoch,
        "signed": " ".join(signed[role].person for role in SIGNING),
    }
    append(school_chain(school.ref), kinds.PUT_IN_FORCE, actor=actor, subject=row.ref, details=details)
    _overtake(school, actor)
    tell_facts(school, actor=actor)
    write_soon(school)
    return made


def _overtake(school: School, actor: Actor) -> None:
    rows = Proposal.objects.for_school(school).filter(status=Proposal.Status.WAITING).select_related("school")
    overtake(rows.order_by("pk"), actor=actor)
