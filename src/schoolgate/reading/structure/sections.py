"""Parts of a document known as wholes: contents pages, lists of law, lists of readings, glossaries."""

import re
from typing import Final

from schoolgate.reading.model import Block, Role, Section
from schoolgate.reading.structure.guards import guarded

_CONTENTS: Final = re.compile(
    r"^\W*(?:table of )?contents(?: page)?\W*$|^\W*index\W*$|^in this policy\W*$", re.IGNORECASE
)
_LEGISLATION: Final = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:appendix \w+\W*)?(?:(?:relevant|related|key|current|"
    r"uk|summary of|the|statutory|national|associated|other) )*"
    r"(?:legislation|legal (?:framework|requirements?|context|background|position|"
    r"basis|issues)|acts? of parliament|statutory (?:guidance|framework|"
    r"requirements?|duties|basis)|regulatory framework|legislative (?:framework|"
    r"context))"
    r"(?: (?:and|&|/) (?:\w+ ){0,3}?(?:guidance|framework|regulations?|statutory|"
    r"requirements|policy|documents?|legislation|links|context))?(?: (?:framework|"
    r"context|summary|background))?\W*$",
    re.IGNORECASE,
)
_ACT: Final = re.compile(
    r"\bacts?\b.{0,30}(?:19|20)\d\d|\b(?:19|20)\d\d\b.{0,20}\bact\b|\bregulations? "
    r"(?:19|20)\d\d|\bact\W*$|^(?:the )?(?:uk )?(?:gdpr|general data protection "
    r"regulation)\W*$",
    re.IGNORECASE,
)
_ABOUT_ACT: Final = re.compile(
    r"\b(?:for|under|with|this|our|we|polic(?:y|ies)|requirements?|complian\w+|school|breach\w*|how|what)\b",
    re.IGNORECASE,
)
_REFERENCES: Final = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:appendix \w+\W*)?(?:(?:other|relevant|related|linked|"
    r"associated|further|useful|key|supporting|external|additional|school|some|"
    r"online|e-safety|esafety|national|recommended|links? (?:to|with)|other)"
    r" )*"
    r"(?:polic(?:y|ies)|documents?|reading|references|bibliography|links|websites?|"
    r"web ?sites|resources|information|support|contacts|organisations|sources|"
    r"guidance|acknowledge?ments?|help|advice)"
    r"(?: (?:and|&|/|for|to|on|with) (?:\w+[ /&-]*){1,5})?\W*$",
    re.IGNORECASE,
)
_REFERENCES_SURE: Final = re.compile(
    r"\b(?:related|linked|other|relevant|useful|further|links? (?:to|with)|references|"
    r"bibliography|acknowledge?ments?|resources|(?<!school )websites|(?<!school )web sites|sources|supporting|"
    r"associated)\b",
    re.IGNORECASE,
)
_GLOSSARY: Final = re.compile(
    r"^\W*(?:[\d.]+\s*)?(?:appendix \w+\W*)?(?:glossary|definitions?|terminology|"
    r"abbreviations|acronyms|key terms|what is (?:e-?safety|online safety))(?: (?:of|"
    r"and|&) .{3,30})?\W*$",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(r"(?:\.{3,}|…|_{3,}|\t)\s*\d{1,3}\W*$|^[^.;:?!]{3,80}\s\d{1,3}$")


def opened_by(heading: str) -> Section:
    """The section a heading opens."""
    if _CONTENTS.match(heading):
        return Section.CONTENTS
    if _LEGISLATION.match(heading):
        return Section.LEGISLATION
    if _GLOSSARY.match(heading):
        return Section.GLOSSARY
    if _REFERENCES.match(heading) and _REFERENCES_SURE.search(heading) and len(heading.split()) <= 10:
        return Section.REFERENCES
    return Section.BODY


def is_act(heading: str) -> bool:
    """Whether a heading is the name of a law, and not a line about one: "Legislation for this policy - the X Act"."""
    return bool(_ACT.search(heading)) and len(heading.split()) <= 14 and not _ABOUT_ACT.search(heading)


def contents_entry(text: str) -> bool:
    """Whether a line reads as a line of a contents page: it ends in a page number or in dots and one."""
    return bool(_ENTRY.search(text)) and not re.search(r"\b(?:19|20)\d\d$", text)


def sections(blocks: tuple[Block, ...]) -> list[Section]:
    """The section of each block, in order."""
    found = [Section.BODY] * len(blocks)
    current, level = Section.BODY, 0
    entries: set[str] = set()
    for i, block in enumerate(blocks):
        if block.role is Role.FURNITURE:
            found[i] = current
            continue
        if block.role is Role.HEADING or _CONTENTS.match(block.text):
            prose = current is Section.CONTENTS and _prose_follows(blocks, i)
            current, level = _next(Section.BODY if prose else current, level, block, entries)
        elif current is Section.CONTENTS and not _still_contents(blocks, i, entries):
            current = Section.BODY
        if current is Section.CONTENTS:
            entries.add(_key(block.text))
        found[i] = current
    _runs_of_entries(blocks, found)
    return guarded(blocks, found)


def _next(current: Section, level: int, block: Block, entries: set[str]) -> tuple[Section, int]:
    """The section after a heading: an opening one, the same one (laws under a law list), or the body again."""
    opens = opened_by(block.text)
    if opens is not Section.BODY and current is not Section.CONTENTS:
        return opens, block.level
    if current is Section.CONTENTS:
        stays = contents_entry(block.text) or (_key(block.text) not in entries and len(entries) < 60)
        return (Section.CONTENTS, level) if stays and not _CONTENTS.match(block.text) else (opens, block.level)
    if current is Section.BODY and is_act(block.text):
        return Section.LEGISLATION, block.level
    if current is Section.LEGISLATION and is_act(block.text):
        return current, level
    if current is not Section.BODY and level and block.level > level:
        return current, level
    return Section.BODY, 0


def _prose_follows(blocks: tuple[Block, ...], i: int) -> bool:
    """Whether a sentence stands under the heading, so that the contents page is over."""
    following = next((b for b in blocks[i + 1 :] if b.role is not Role.FURNITURE), None)
    return following is not None and len(following.text.split()) > 4 and following.text[-1:] in ".:;"


def _still_contents(blocks: tuple[Block, ...], i: int, entries: set[str]) -> bool:
    """Whether a block inside a contents page is still a line of it, and not the first line of the body."""
    text = blocks[i].text
    if contents_entry(text):
        return True
    return len(text.split()) <= 12 and text[-1:] not in ".;" and _key(text) not in entries


def _runs_of_entries(blocks: tuple[Block, ...], found: list[Section]) -> None:
    """Contents pages with no heading: four or more lines in a row that end in page numbers."""
    run: list[int] = []
    for i, block in enumerate(blocks):
        if block.role is Role.FURNITURE:
            continue
        if block.role is not Role.ROW and contents_entry(block.text):
            run.append(i)
            continue
        if len(run) >= 4:
            for j in run:
                found[j] = Section.CONTENTS
        run = []


def _key(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.lower())
