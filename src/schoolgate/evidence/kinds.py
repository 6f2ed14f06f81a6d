"""What the evidence room writes in the permanent record. Keys, dates and digests only: a value may name a person."""

from typing import Final

from schoolgate.ledger.kinds import kind

FACT_PUT: Final = kind(
    "evidence.fact-put",
    "said what is so",
    fact="which fact, by key",
    value="the digest of its value",
    true_from="the first day it is so",
    true_to="the day after the last, if known",
    collected_at="when it was seen",
    source="what it came from, by key or ref",
)
FACT_ENDED: Final = kind(
    "evidence.fact-ended",
    "said that something is known no more",
    fact="which fact, by key",
    true_from="the first day of which it is not known",
    true_to="the day after the last, if there is one",
)
