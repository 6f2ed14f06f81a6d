"""Fact names: what a control may ask for. A control names facts; it never fetches them.

Each fact says in plain words what it is and which source would give it, so that a promise with no evidence can say
"this file would answer it".
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FactName:
    key: str
    words: str
    source: str  # what would answer it, in words for the page


_ALL: Final = (
    FactName("policy.review_due", "when the policy says it is next reviewed", "the policy itself"),
    FactName("policy.approved", "when the policy says it was approved", "the policy itself"),
    FactName("policy.review_interval", "how often the policy says it is reviewed", "the policy itself"),
    FactName("policy.post_holders", "the people the policy names, by role", "the policy itself"),
    FactName("policy.appendices", "the appendices the policy cites and carries", "the policy itself"),
    FactName("policy.references", "the other documents the policy names", "the policy itself"),
    FactName("policy.vague_clocks", "the sentences that give a time and no number", "the policy itself"),
    FactName("policy.adopted", "who put the policy in force, and when", "the page that puts a policy in force"),
)
FACTS: Final[dict[str, FactName]] = {fact.key: fact for fact in _ALL}
