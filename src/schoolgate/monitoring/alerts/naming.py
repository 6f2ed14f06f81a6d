"""What a rule is called where rows are counted by it: its key is for programs."""

from functools import cache
from typing import Final

from schoolgate.monitoring.alerts.wording import about, sentence_of_rule
from schoolgate.monitoring.judging.lexicon import shipped

# Of a key's two parts: the pack, which tells what it is about unless it is one of these, and what of it.
_SAID: Final = {"languages": "in another language", "school": "the school’s own words"}


def rule_words(rule: str) -> str:
    """Such as "death: method", or the sentence of a rule that is no search."""
    if known := sentence_of_rule(rule):
        return known
    pack, _, part = rule.partition(".")
    category = part if pack == "school" else _categories().get(rule, "")
    words, more = about(category), _SAID.get(pack, part.replace("-", " "))
    if not words:
        return rule.replace("-", " ").replace(".", ": ")
    return f"{words}: {more}" if more and more != words else words


@cache
def _categories() -> dict[str, str]:
    return {rule.key: rule.category for rule in shipped().rules}
