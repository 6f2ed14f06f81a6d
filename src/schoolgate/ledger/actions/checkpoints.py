"""Making checkpoints, and the key they are signed with."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.frame import outbox
from schoolgate.frame.actor import Actor
from schoolgate.frame.keyring import KeyRingError
from schoolgate.kernel.errors import NotFoundError
from schoolgate.kernel.refs import new_ref
from schoolgate.ledger import kinds, notes, signing, writing
from schoolgate.ledger.actions.adding import append
from schoolgate.ledger.events import Checkpointed
from schoolgate.ledger.format import INSTANCE, SCHOOL, spelt
from schoolgate.ledger.models import Chain, Checkpoint, SigningKey

_LOST: Final = "Put signing.json back from its backup. If it is lost: schoolgate ledger key renew --lost."


def make_checkpoint(chain: str, *, actor: Actor, at: datetime | None = None) -> str:
    """Sign how long the chain is and how it ends, keep that, tell whoever sends it to people, and return its ref.

    It is no entry of the chain: else an idle chain would grow by its own checkpoints. Raises ``NotFoundError`` for a
    chain with nothing in it, ``KeyRingError`` when the signing key is lost.
    """
    if not Chain.objects.filter(key=chain, length__gt=0).exists():
        raise NotFoundError(f"the record {chain}", "nothing is recorded there yet.", "Check the school's ref.")
    key, instance = signing_key(actor=actor)
    with transaction.atomic():
        head = writing.lock(chain)
        last = Checkpoint.objects.filter(chain_id=head.pk).order_by("-number").values_list("number", flat=True).first()
        asked = at or timezone.now()
        now = max(asked, head.at or asked)
        number = (last or 0) + 1
        note = key.signs(notes.Checkpoint(chain, number, head.length, head.digest, spelt(now), instance, key.public))
        made = Checkpoint.objects.create(
            chain_id=head.pk,
            number=number,
            length=head.length,
            head=head.digest,
            at=now,
            fingerprint=notes.fingerprint(key.public),
            asked_by=actor.ref,
            note=note.text,
        )
        school = chain.removeprefix(SCHOOL)
        if school != chain:
            outbox.publish(Checkpointed(school, made.ref), school_ref=school, at=now)
    return made.ref


def signing_key(*, actor: Actor) -> tuple[signing.SigningKey, str]:
    """The key in use, and the installation's ref, which the first key is made with. Made where there is none yet.

    Raises ``KeyRingError`` when there was one and its file is gone, or is not the one that was in use.
    """
    with transaction.atomic():
        writing.lock(INSTANCE)
        last = SigningKey.objects.order_by("-id").first()
        held = signing.load(settings.SCHOOLGATE_KEYS)
        if last is None:
            key = held or signing.new()
            signing.keep(settings.SCHOOLGATE_KEYS, key)
            return key, _record(key, new_ref("ins"), actor).instance
        wrong = _trouble(held, last)
        if wrong is not None or held is None:
            raise wrong or KeyRingError("the signing key", "it is not there.", _LOST)
        if held.public != last.public:
            _record(held, last.instance, actor, last)  # a change of key that was cut short after its file was written
        return held, last.instance


def _trouble(held: signing.SigningKey | None, last: SigningKey) -> KeyRingError | None:
    """What is wrong with the key in the folder, where it is not the last one, nor one that follows it by its word."""
    if held is None:
        return KeyRingError("the signing key", "signing.json is not in the folder of keys.", _LOST)
    word = held.handed_over
    follows = word is not None and word.old == last.public and word.new == held.public and word.true
    if held.public != last.public and not follows:
        return KeyRingError("the signing key", "signing.json is not the one that was in use.", _LOST)
    return None


def signing_trouble() -> KeyRingError | None:
    """Why nothing can be signed now, or None. Makes and records nothing."""
    last = SigningKey.objects.order_by("-id").first()
    try:
        held = signing.load(settings.SCHOOLGATE_KEYS)
    except KeyRingError as error:
        return error
    return None if last is None else _trouble(held, last)


def renew_signing_key(*, actor: Actor, lost: bool = False) -> str:
    """Change the key: the old one signs for the new one. Return the new fingerprint.

    ``lost`` is for when the old one is gone: nobody then signs for the new one, and every check says so for ever.
    """
    with transaction.atomic():
        writing.lock(INSTANCE)
        last = SigningKey.objects.order_by("-id").first()
        new = signing.new()
        if last is None:
            raise NotFoundError("the signing key", "none was made yet.", "It is made with the first checkpoint.")
        if not lost:
            old, instance = signing_key(actor=actor)
            new = old.hands_over(new, instance, spelt(timezone.now()))
            last = SigningKey.objects.get(public=old.public)
        # The file first: were the database to fail now, the word in it lets the change be recorded later.
        signing.keep(settings.SCHOOLGATE_KEYS, new)
        return _record(new, last.instance, actor, last).fingerprint


def _record(key: signing.SigningKey, instance: str, actor: Actor, last: SigningKey | None = None) -> SigningKey:
    word = key.handed_over
    made = SigningKey.objects.create(
        fingerprint=notes.fingerprint(key.public),
        public=key.public,
        instance=instance,
        made=word.at if word else spelt(timezone.now()),
        follows=last.public if last else "",
        signature=word.signature if word else "",
    )
    details: dict[str, str | int | bool | None] = {"fingerprint": made.fingerprint}
    if last is not None:
        details |= {"follows": last.fingerprint, "vouched": word is not None}
    append(INSTANCE, kinds.KEY_CHANGED if last else kinds.KEY_MADE, actor=actor, subject=instance, details=details)
    return made
