"""Promises with no modal: plain present-tense facts, commands, duties that hang on a role's heading."""

import re
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.wording.facts import (
    ACCEPTS_THAT,
    ACTOR_DOES,
    ANY_DONE,
    BARE_NO,
    COMMAND,
    CONTACT,
    DESCRIBES,
    DOES_NOT,
    DONE_TO,
    DROPPED,
    FOR_ONLY,
    GOES,
    HAS,
    HEADED,
    NAME_DOES,
    NAMED,
    NAMED_CASED,
    NAMED_WHO,
    NAMES_ONLY,
    NOT_DONE,
    NOUNS_TOO,
    ONGOING,
    ONLY,
    PASSIVE,
    PLEASE,
    POST_DOES,
    REVIEW,
    ROLE_FRAGMENT,
    ROLE_HEADING,
    SYSTEM_DOES,
    TAKES_PLACE,
    THERE,
    TITLE_LINE,
    TO_DO,
    VAGUE_USE,
    WE_DO,
    WE_NEED,
)
from schoolgate.reading.wording.modals import aside
from schoolgate.reading.wording.people import PERSON_RE, names_subject, only_people
from schoolgate.reading.wording.verdict import Judgement, none


def present(plain: str, heading: tuple[str, ...], *, item: bool) -> Judgement:
    """The judgement of a folded sentence that has no modal which binds."""
    lower = plain.lower()
    main = re.sub(r" +", " ", aside(lower))
    main = main if len(main.split()) >= 3 else lower
    if REVIEW.match(lower):
        return Judgement(Strength.MUST, Polarity.DO, 0.7, "review date")
    if CONTACT.match(lower) or DESCRIBES.search(lower) or ONGOING.search(main):
        return none("pointer or description")
    if TITLE_LINE.match(lower):
        return none("a title")
    if BARE_NO.match(lower) and 1 < len(lower.split()) < 6 and (item or lower.endswith((".", "!"))):
        return Judgement(Strength.MUST, Polarity.DO_NOT, 0.6, "bare rule")
    if len(lower.split()) < 3:
        return none("fragment")
    named = NAME_DOES.match(plain)
    named = None if named and named["verb"] in NAMES_ONLY else named
    if NAMED_CASED.search(plain) or NAMED_WHO.search(plain) or (named and not _not_an_act(named, plain)):
        allows = named is not None and named["verb"] in {"allows", "permits"}
        return Judgement(Strength.MAY if allows else Strength.MUST, _pole(lower[:60]), 0.7, "named subject")
    return _fact(main, lower, heading, item=item)


_FACTS: Final = (
    ("named post", NAMED, 0.7),
    ("we do", WE_DO, 0.65),
    ("post does", POST_DOES, 0.65),
    ("does not", DOES_NOT, 0.65),
    ("actor does", ACTOR_DOES, 0.75),
    ("system does", SYSTEM_DOES, 0.7),
    ("passive fact", PASSIVE, 0.75),
    ("role to do", TO_DO, 0.65),
    ("dropped verb", DROPPED, 0.65),
    ("dropped verb", DONE_TO, 0.6),
    ("goes somewhere", GOES, 0.65),
    ("takes place", TAKES_PLACE, 0.7),
    ("for this use only", FOR_ONLY, 0.7),
    ("is needed", WE_NEED, 0.7),
    ("has in place", HAS, 0.7),
    ("there is", THERE, 0.65),
)


def _fact(main: str, lower: str, heading: tuple[str, ...], *, item: bool) -> Judgement:
    for rule, pattern, sure in _FACTS:
        found = pattern.search(main)
        if found and not (rule == "actor does" and _not_an_act(found, main)):
            verb = found.groupdict().get("verb", found.groupdict().get("done", ""))
            allows = verb.startswith(("allow", "permit")) or (verb == "do" and _DO_ALLOW.search(main))
            pole = _pole(main[: found.end()])
            strength = Strength.MAY if allows and pole is Polarity.DO else Strength.MUST
            return Judgement(strength, pole, sure, rule)
    done = None if (told := ACTOR_DOES.match(main)) and _tells(told, main) else ANY_DONE.search(main)
    if done and done["done"] not in NOT_DONE and names_subject(main[: done.start()]):
        return Judgement(Strength.MUST, _pole(main[: done.end()]), 0.65, "passive")
    if (COMMAND.match(lower) or PLEASE.search(lower)) and not lower.startswith(
        ("use of ", "access to ", "help ", "test ")
    ):
        return Judgement(Strength.MUST, _pole(main[:60].lstrip(" ,")), 0.7, "command")
    if ONLY.match(lower) and len(lower.split()) > 4:
        return Judgement(Strength.MUST, _pole(lower[:60]), 0.7, "bare rule")
    if heading and only_people(heading[-1], 1) and ROLE_FRAGMENT.match(lower) and not _IS.search(main):
        return Judgement(Strength.MUST, _pole(lower[:60]), 0.65, "fragment under a role")
    if item and heading and _of_a_role(heading[-1]) and HEADED.match(lower):
        return Judgement(Strength.MUST, _pole(lower[:60]), 0.7, "duty under a role's heading")
    return none("no rule")


def _of_a_role(heading: str) -> bool:
    return bool(ROLE_HEADING.search(heading) or PERSON_RE.search(heading))


_DO_ALLOW: Final = re.compile(r"\b(?:do|does) (?:allow|permit)\b")
_IS: Final = re.compile(r"\b(?:is|are|was|were|has|have)\b")


def _not_an_act(found: re.Match[str], main: str) -> bool:
    """Whether the words that looked like a verb are a noun after all ("staff access is ..."), or say too little."""
    verb, rest = found["verb"], main[found.end() :]
    said = main[found.start("verb") :]
    if found.groupdict().get("who") in {"we", "they", "i"} and verb in NOUNS_TOO:
        return _tells(found, main)
    if verb in {"have", "has"} or _tells(found, main) or ACCEPTS_THAT.match(said):
        return True
    if verb not in NOUNS_TOO:
        return False
    return bool(_AFTER_NOUN.match(rest)) and verb not in {"work", "access", "support", "respond"}


def _tells(found: re.Match[str], main: str) -> bool:
    """Whether the act only tells how things are: "they use tablets here", and whatever else that sentence says."""
    return bool(VAGUE_USE.match(main[found.start("verb") :]))


_AFTER_NOUN: Final = re.compile(
    r"\s*(?:of|to the|is|are|and|or|may|can|will|must|should|[,.;:)]|$|for|has|have|by)\b|\s*$"
)
_NEGATIVE: Final = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so) )(?:please )?(?:no|nobody|none|neither|under no circumstances|at no time)\b"
    r"|\b(?:never|do not|don't|does not|doesn't|is not|isn't|are not|aren't|has not|have not|has no"
    r"|have no|there is no|there are no)\b(?! only)"
)


def _pole(text: str) -> Polarity:
    """Do-not where the fact itself is negative: "is not used", "never", "no photographs are taken", "do not"."""
    return Polarity.DO_NOT if _NEGATIVE.search(text) else Polarity.DO
