"""The only writers of the permanent record.

``append`` and its two brothers belong at the end of the action whose change they record, in the same transaction: they
lock the chain's head, so whatever else the action locks must be locked before, or two actions could wait for one
another.
"""

from schoolgate.ledger.actions.adding import LedgerError, New, append, append_batch, append_many
from schoolgate.ledger.actions.checkpoints import make_checkpoint, renew_signing_key, signing_key
from schoolgate.ledger.actions.erasing import erase, erase_items
from schoolgate.ledger.actions.exporting import export
from schoolgate.ledger.authorities import Authority
from schoolgate.ledger.format import INSTANCE, school_chain, trust_chain
from schoolgate.ledger.labels import Label

__all__ = [
    "INSTANCE",
    "Authority",
    "Label",
    "LedgerError",
    "New",
    "append",
    "append_batch",
    "append_many",
    "erase",
    "erase_items",
    "export",
    "make_checkpoint",
    "renew_signing_key",
    "school_chain",
    "signing_key",
    "trust_chain",
]
