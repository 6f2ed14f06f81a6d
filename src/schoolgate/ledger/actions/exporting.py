"""Giving a record away to be checked elsewhere."""

from collections.abc import Iterable
from pathlib import Path

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.ledger import packing
from schoolgate.ledger.actions.checkpoints import make_checkpoint, signing_key
from schoolgate.ledger.models import Chain, Checkpoint

_MOST_TRIES = 3


def export(path: Path, chain: str, *, actor: Actor, labels: Iterable[str] | None = None) -> packing.Packed:
    """Write a pack of the chain to ``path``: as it now is, sealed by a checkpoint made for it. ``labels`` are those the
    receiver may read, all when left out; of entries under others, only the headers go.

    Raises ``NotFoundError`` for a chain with nothing in it, ``KeyRingError`` when the signing key is lost, and
    ``BadInputError`` where the file cannot be written.
    """
    may_read = packing.everything() if labels is None else list(labels)
    key, _ = signing_key(actor=actor)
    for _ in range(_MOST_TRIES):
        sealed = Checkpoint.objects.get(ref=make_checkpoint(chain, actor=actor))
        found = Chain.objects.get(key=chain)
        made = packing.write(path, found, sealed, may_read, key)
        if not packing.erased_since(found, sealed.length):
            return made
    path.unlink(missing_ok=True)
    raise SchoolgateError(str(path), "something was erased each time it was written.", "Try again in a quiet hour.")
