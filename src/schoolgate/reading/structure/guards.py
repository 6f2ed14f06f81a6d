"""Where a silent part of a document ends: no contents page, list of law or glossary may swallow a policy's duties."""

import re
from typing import Final

from schoolgate.reading.model import Block, Role, Section
from schoolgate.reading.wording.words import choice

_MOST_DUTIES: Final = 1 / 3  # of the document's duties that silent parts may hold
_MOST_WORDS: Final = 1 / 2  # of its words
_ENTRY_WORDS: Final = 12
_ENTRIES: Final = 0.7  # of the blocks of a silent part, where it is most of the document

_OURS: Final = choice(r"""
    we|our|i|you|your|staff|employees|pupils|students|children|parents?|parent/carers?|carers|learners|governors|users
    the (?:school|nursery|pre-?school|setting|academy|head ?teacher|principal|governing \w+|manager|dsl|dpo)
    visitors|volunteers|teachers|everyone|they
""")
_BINDS: Final = r"(?:will|must|should|shall|may|can|cannot|are (?:asked|expected|required|not|taught|kept|given)|agree)"
_DUTY: Final = re.compile(rf"\b{_OURS}(?: [\w'’/-]+){{0,4}}? {_BINDS}\b", re.IGNORECASE)
_LAW: Final = re.compile(
    r"\b(?:acts?|offences?|laws?|legal(?:ly)?|legislation|regulations?|guilty|courts?|criminal|statut\w+|imprisonment"
    r"|prosecut\w+|directives?|schools|a person|gdpr|rights of|authority)\b",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"https?://|www\.|\s\d{1,3}$|\.{3,}")


def duties(text: str) -> int:
    """How many sentences of a text bind this school's own people and are not the law retold."""
    return sum(bool(_DUTY.search(part)) and not _LAW.search(part) for part in re.split(r"(?<=[.;!?])\s", text))


def guarded(blocks: tuple[Block, ...], found: list[Section]) -> list[Section]:
    """The sections again: a silent one ends at its first duty, and is none where it holds too much of the document."""
    ended = _ended(blocks, found)
    silent = [i for i, section in enumerate(ended) if section is not Section.BODY]
    words = [len(block.text.split()) for block in blocks]
    bound = [_bound(block.text) for block in blocks]
    too_much = sum(words[i] for i in silent) > _MOST_WORDS * sum(words)
    if not too_much and sum(bound[i] for i in silent) <= max(1.0, _MOST_DUTIES * sum(bound)):
        return ended
    listed = sum(_is_entry(blocks[i]) for i in silent)
    return ended if listed >= _ENTRIES * len(silent) else [Section.BODY] * len(blocks)


def _ended(blocks: tuple[Block, ...], found: list[Section]) -> list[Section]:
    ended, over, last = list(found), False, Section.BODY
    for i, (block, section) in enumerate(zip(blocks, found, strict=True)):
        if section is Section.BODY or section is not last or _opens_again(blocks, found, i):
            over = False
        last = section
        entry = section is Section.CONTENTS and _LISTED.search(block.text)
        spoken = block.role not in {Role.FURNITURE, Role.HEADING} and section is not Section.REFERENCES and not entry
        if section is not Section.BODY and spoken and duties(block.text):
            over = True
        if over:
            ended[i] = Section.BODY
    return ended


def _opens_again(blocks: tuple[Block, ...], found: list[Section], i: int) -> bool:
    """Whether a heading inside a silent part names a law, so that the list of law goes on."""
    return blocks[i].role is Role.HEADING and found[i] is Section.LEGISLATION and bool(_LAW.search(blocks[i].text))


def _bound(text: str) -> int:
    return len(re.findall(rf"\b{_BINDS}\b", text, re.IGNORECASE))


def _is_entry(block: Block) -> bool:
    short = len(block.text.split()) <= _ENTRY_WORDS and not _DUTY.search(block.text)
    return short or bool(_LISTED.search(block.text)) or (bool(_LAW.search(block.text)) and not duties(block.text))
