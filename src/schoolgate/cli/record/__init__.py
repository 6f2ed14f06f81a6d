"""The verbs of the noun ``ledger``."""
