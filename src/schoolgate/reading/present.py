"""Promises with no modal: plain present-tense facts, commands, duties that hang on a role's heading."""

import re
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.wording.modals import aside
from schoolgate.reading.wording.people import PERSON
from schoolgate.reading.wording.verbs import BASE, PARTICIPLES, THIRD, any_of
from schoolgate.reading.wording.verdict import Judgement, none
from schoolgate.reading.wording.words import words

_GERUND_HEADS: Final = words(
    "ensuring monitoring reviewing reporting providing keeping maintaining supporting promoting liaising overseeing"
    " managing developing leading meetings? regular attending advising training making taking working raising checking"
    " updating logging responding approving delivering"
)
_ADVERBS: Final = (
    r"(?:(?:also|always|all|both|regularly|currently|usually|normally|actively|then|"
    r"only|carefully|closely|clearly|routinely|annually|termly|automatically|immediately|"
    r"fully|properly|appropriately|continually|frequently|periodically|securely|"
    r"never|not|now|still|each|jointly|directly|formally|strictly|centrally|well|"
    r"strongly|consistently|specifically|individually|proactively|further|therefore|"
    r"suitably|robustly|safely|adequately|effectively) )"
)
_SINGULAR: Final = any_of(THIRD)
_PLAIN: Final = any_of(BASE)
_DONE: Final = any_of(PARTICIPLES)
_NOT_ACTION: Final = r"(?!s?\b (?:the|a|an) (?:right to|view|risk))"
_SYSTEM: Final = (
    r"(?:systems?|software|filters?|filtering|firewalls?|networks?|solutions?|platforms?|"
    r"products?|services?|servers?|devices?|anti-?virus|packages?|tools?|provision|"
    r"connections?|accounts?|programmes?|curriculum|lessons?|assembl(?:y|ies)|polic(?:y|"
    r"ies)|agreements?|procedures?)"
)
_DOES: Final = (
    r"(?:blocks?|monitors?|prevents?|protects?|records?|logs?|alerts?|generates?|"
    r"restricts?|scans?|filters?|checks?|captures?|flags?|detects?|updates?|reports?|"
    r"encrypts?|covers?|includes?|requires?|limits?|controls?|identif(?:y|ies)|tracks?|"
    r"removes?|quarantines?)"
)

_ACTOR_DOES: Final = re.compile(
    rf"(?:^|[,;:-] |\band |\bthat )(?:(?:at|in|within|through|as part of|on|during|"
    rf"by|for|each|every|from|under|following|after|before)\b[^,]{{2,70}}, ?)"
    rf"?"
    rf"(?:(?:the|our|all|any|each|every|both|a|an|this|new|other|designated|relevant|"
    rf"nominated|appointed|identified|teaching|trained|many|members? of|member "
    rf"of|those|class|key|authorised|selected|named) )*"
    rf"(?P<who>{PERSON}|they|(?:\w+ )?(?:committee|co-?ordinator|leaders?|team|"
    rf"group|council|ambassadors|champions|managers?|companies|company|provider)"
    rf"|[a-z' ]{{3,40}} school)(?:'s)?(?: \([^)]*\))?(?:(?:,| and| or|/| &) (?:the "
    rf"|all |other |our )?(?:\w+ ){{0,2}}\w+){{0,3}}? {_ADVERBS}*(?:(?:do|does|"
    rf"will) )?(?P<verb>{_SINGULAR}|{_PLAIN}){_NOT_ACTION}\b(?!-)"
)
_SYSTEM_DOES: Final = re.compile(
    rf"^(?:(?:the|our|all|a|an|this|these|each|every|school'?s?|their) )?(?:[\w'&/-]+ "
    rf"){{0,5}}?{_SYSTEM} {_ADVERBS}*{_DOES}\b"
)
_PASSIVE: Final = re.compile(
    rf"\b(?:is|are|has been|have been|being|gets?) {_ADVERBS}*(?P<done>{_DONE}|"
    rf"in place|in operation|in force|in use|up[- ]to[- ]date|available|part "
    rf"of|subject to|kept|password protected|expected|mandatory|compulsory|restricted)"
    rf"\b(?! (?:as|to be)\b)"
)
_HAS: Final = re.compile(
    rf"(?:^|[,;:] )(?:(?:the|our|all|each|every|any|this) )*(?:{PERSON}|devices?|"
    rf"computers?|they|classrooms?|[a-z' ]{{3,30}} school|networks?|servers?|"
    rf"laptops?|accounts?) {_ADVERBS}*(?:has|have) (?:(?:in place|put in place|"
    rf"a|an|also|clear|robust|regular|access|their|individual|individually|signed|"
    rf"read|received|appointed|adopted|agreed|had|installed|filtering|appropriate|"
    rf"effective|no|up|suitable|separate|unique|secure|[a-z]+ed)\b)"
)
_THERE: Final = re.compile(
    r"\bthere (?:is|are) (?:also |always |currently |now )?(?:(?:a|an|no|clear|"
    r"regular|robust|planned|strict|appropriate|effective|designated|agreed|"
    r"two|separate|specific|published|signed|procedures?|systems?|processes|"
    r"polic(?:y|ies)|arrangements|filters?|controls?|zero) ?)"
)
_NAMED: Final = re.compile(
    r"(?:lead|leader|officer|governor|co-?ordinator|dsl|dsls|manager|dpo|technician|"
    r"contact|representative|person|champion|provider)s?(?: \([^)]*\))?(?: for "
    r"[\w -]+| at [\w -]+| in [\w -]+)? (?:is|are|was|has been)(?: currently)"
    r"? (?:our |the |(?:mr|mrs|ms|miss|dr)\b|appointed)"
    r"|\b(?:head ?teacher|deputy|assistant|dsl|(?:mr|mrs|ms|miss)\.? \w+) (?:is|"
    r"are|acts? as)(?: also)? (?:the |our )?(?:\w+[ -]){0,5}(?:lead|leader|officer|"
    r"co-?ordinator|manager|champion)\b|\bhas (?:been appointed|taken on the "
    r"role|overall responsibility)"
)
_REVIEW: Final = re.compile(
    r"^(?:(?:date of |next |policy |the |planned |anticipated |due for |this policy "
    r"|scheduled )*(?:review(?:ed)?|revision)(?: date| due| on| cycle| frequency|"
    r" period)*|to be reviewed|review date|renewal date|date for review)\s*[:|-]?\s*(?:date|"
    r"by|on|in|every|due)?\s*[:|-]?\s*(?=.*(?:\b20\d\d\b|annual|year|term|month|"
    r"\d{1,2}[./]\d{1,2}))"
)
_CONTACT: Final = re.compile(
    r"^(?:see|visit|click|go to|contact|call|email|telephone|tel|ring|www|http|for|"
    r"find out|read (?:more|the)|download|available|watch|search for|think about|"
    r"think before)\b"
)
_COMMAND: Final = re.compile(
    rf"^(?:please |always |also |where possible,? |(?:if|when|whenever|before|"
    rf"after|once|in|at|on|during|for|as) [^,]{{3,120}}, (?:please |always )?)"
    rf"*(?P<verb>(?:do not|don't|never|only|{_PLAIN}|be|ask|log|click|stay|switch|"
    rf"close|minimise))\b(?!\s*(?:of|and|:|\||for|-|the policy|by|on|polic\w+|"
    rf"date|form|log)\b(?! only| in| off| out))"
)
_ONLY: Final = re.compile(
    r"^(?:only|no|never|all) (?:[\w'’/-]+ ){1,8}?(?:to be |allowed|permitted|in "
    r"|on |for |without |unless |" + _DONE + r")"
)
_ROLE_HEADING: Final = re.compile(
    rf"(?:^|\b)(?:{PERSON}|roles?|responsibilit\w+|duties|committee|team|manager)"
    rf"\b",
    re.IGNORECASE,
)
_HEADED: Final = re.compile(
    rf"^{_ADVERBS}*(?:(?:to|is|are|has|have|takes?|{_SINGULAR}|{_PLAIN})\b|responsible\b|"
    rf"responsibility\b|(?:{any_of(_GERUND_HEADS)})\b)(?! (?:the|a|an|this)? ?(?:policy|"
    rf"document|section)\b)"
)
_ONGOING: Final = re.compile(
    r"\b(?:children|pupils|people|young people|they|many|some|students)\b.{0,25}\b(?:are|"
    r"have been) (?:exposed|used|seen|shared|taken in|targeted|affected|influenced)"
    r"\b"
)
_DESCRIBES: Final = re.compile(
    r"\b(?:is|are) (?:used|given|shown|set|covered|provided|included|described|listed|"
    r"identified|explained|defined|linked|developed|designed|recogni[sz]ed|considered)"
    r" (?:in (?:appendix|annex|section|the table|this|the following|more)|below|"
    r"above|by (?:many|most|some|children|young)|as)\b"
)


_NOUNS_TOO: Final = words(
    "access use contact work report test view record display help request support need set run lock log handle search"
    " show name model screen share control film exercise train charge place respect process transport transfer limit"
    " balance issue issues reports records uses contacts works logs tests views requests controls meets sets sorts link"
    " links minute patch brief print guides guide filters filter leads lead reviews review plan plans produce purchase"
    " focus stores store posts post"
)


def present(plain: str, heading: tuple[str, ...], *, item: bool) -> Judgement:
    """The judgement of a folded sentence that has no modal which binds."""
    lower = plain.lower()
    main = aside(lower)
    main = main if len(main.split()) >= 3 else lower
    if _REVIEW.match(lower):
        return Judgement(Strength.MUST, Polarity.DO, 0.7, "review date")
    if _CONTACT.match(lower) or _DESCRIBES.search(lower) or _ONGOING.search(main):
        return none("reference or description")
    if len(lower.split()) < 3:
        return none("fragment")
    return _fact(main, lower, heading, item=item)


def _fact(main: str, lower: str, heading: tuple[str, ...], *, item: bool) -> Judgement:
    for rule, pattern, sure in (
        ("named post", _NAMED, 0.7),
        ("actor does", _ACTOR_DOES, 0.75),
        ("system does", _SYSTEM_DOES, 0.7),
        ("passive fact", _PASSIVE, 0.75),
        ("has in place", _HAS, 0.7),
        ("there is", _THERE, 0.65),
    ):
        found = pattern.search(main)
        if found and not (rule == "actor does" and _asked_only(found, main)):
            return Judgement(Strength.MUST, _pole(lower, found.start()), sure, rule)
    if _COMMAND.match(lower) and not lower.startswith(("use of ", "access to ", "help ", "test ")):
        return Judgement(Strength.MUST, _pole(lower, 0), 0.7, "command")
    if _ONLY.match(lower) and len(lower.split()) > 4:
        return Judgement(Strength.MUST, _pole(lower, 0), 0.7, "bare rule")
    if item and heading and _ROLE_HEADING.search(heading[-1]) and _HEADED.match(lower):
        return Judgement(Strength.MUST, _pole(lower, 0), 0.7, "duty under a role's heading")
    return none("no rule")


def _asked_only(found: re.Match[str], main: str) -> bool:
    """Whether the words that looked like a verb are a noun after all ("staff access", "pupil use of")."""
    verb, rest = found["verb"], main[found.end() :]
    nouns = _NOUNS_TOO
    if verb not in nouns:
        return False
    return bool(
        re.match(
            r"\s*(?:of|to the|is|are|and|or|may|can|will|must|should|[,.;:)]|$|for|has|"
            r"have|by)\b|\s*$",
            rest,
        )
    ) and verb not in {"work", "access", "support", "respond"}


def _pole(lower: str, start: int) -> Polarity:
    """Do-not where the fact itself is negative: "is not used", "never", "no photographs are taken", "do not"."""
    text = aside(lower)
    text = text if len(text.split()) >= 3 else lower
    if re.search(
        r"(?:^|[,;:] )(?:please )?(?:no|never|do not|don't|under no circumstances|"
        r"at no time|neither|none)\b",
        text,
    ):
        return Polarity.DO_NOT
    if re.search(
        r"\b(?:is|are|be|do|does|we|has|have|has been|have been|school|staff|they)"
        r" (?:\w+ly )?(?:not|never|no)\b(?! only)|\bthere (?:is|are) no\b",
        text[max(0, start - 30) :],
    ):
        return Polarity.DO_NOT
    return Polarity.DO
