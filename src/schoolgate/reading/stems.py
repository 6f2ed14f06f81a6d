"""What a list's stem does to its items: binds them, forbids them, hopes for them, or lists risks and readings."""

import re
from enum import StrEnum
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.wording.modals import modals, pointed
from schoolgate.reading.wording.people import only_people


class StemKind(StrEnum):
    """How a stem and its items belong together."""

    BINDS = "a stem that binds"
    TEACHES = "a taught list"
    FORBIDS = "a prohibition"
    AIMS = "an aim"
    BELIEVES = "a belief"
    RISKS = "a list of risks or examples"
    POINTS = "a list of readings or people"
    CONDITIONS = "a list of conditions"
    OPEN = "an open stem"  # says nothing of its own: each item is judged by its own words

    @property
    def silent(self) -> bool:
        """Whether nothing under it is a promise."""
        return self in {StemKind.BELIEVES, StemKind.RISKS, StemKind.POINTS, StemKind.CONDITIONS}


_FORBIDS: Final = re.compile(
    r"\b(?:violation|unacceptable|not acceptable|not (?:be )?(?:permitted|allowed|"
    r"tolerated|appropriate|authorised)|prohibited|forbidden|banned|inappropriate "
    r"(?:use|conduct|behaviour|activit)|misuse|breach(?:es)? (?:of (?:this|the)"
    r" \w+ )?(?:includes?|are)|"
    r"illegal activit|offences?|gross misconduct|against the rules|do not|don't|"
    r"never|must not|should not|will not|may not|cannot|shall not|must never|"
    r"not to|i won't|strictly)\b(?! only)"
)
_RISKS: Final = re.compile(
    r"\b(?:risks?|dangers?|threats?|harms?|issues|concerns (?:include|are)|examples?|"
    r"types? of|forms? of|kinds? of|categor\w+|such as|benefits?|may include|"
    r"can include|might include|could include|signs?|indicators|"
    r"breadth|definitions?|defined|impact|cyber-?bullying (?:is|can|includes|"
    r"may)|bullying|grooming|technologies (?:include|such)|areas? of (?:risk|"
    r"concern)|offences? (?:include|such)|opportunities|advantages|why (?:is|"
    r"do|use)|reasons)\b"
)
_POINTS: Final = re.compile(
    r"\b(?:related (?:polic|document)|other (?:relevant |related |school )?(?:polic|"
    r"document)|in conjunction|legislation|statutory|guidance|further (?:information|"
    r"advice|reading|support)|more information|websites?(?= (?:are|include|offer|"
    r"below|for|that|provide|which))|useful|links?(?: to| with|ed|s)?|"
    r"based on|resources|following (?:documents|policies|websites|organisations|"
    r"links|legislation|acts|guidance|people|persons|members)|adheres? to|compli\w+ "
    r"with|take\w* (?:into )?account|applies to|apply to|written by|developed "
    r"by|consult\w+ with|comprises?|made up of|members of|stands for|appendi\w+|"
    r"contents)\b"
)
_AIMS: Final = re.compile(
    r"\b(?:aims?|aim(?:s|ed)? to|purposes?|objectives?|intend(?:s|ed)?|intention|"
    r"vision|seeks?|strives?|goals?|rationale|priorit(?:y|ies)|committed to|"
    r"in order to|principles?)\b"
)
_BELIEVES: Final = re.compile(
    r"\b(?:believes?|hope|wish|would like|want|value|recogni[sz]es?|think|feel|"
    r"acknowledge|understand(?:s)? that|know that|important (?:that|to|because|"
    r"for)|opportunit)\b"
)
_TEACHES: Final = re.compile(
    r"\b(?:taught|learn(?:s|ing)?(?= (?:about|to|how|that|what|why|through)\b|\W*$)|educated? (?:about|on|to"
    r"|in)|teach(?:es|ing)"
    r"?|know(?= *:?$)|will know|should know|by the end of|curriculum (?:will|"
    r"covers?|includes?)|lessons? (?:will|cover|include)|guid(?:ed on|ance (?:is|will be) given (?:on|to))"
    r"|advised? (?:on|about)|topics?)\b"
)
_BINDS: Final = re.compile(
    r"\b(?:responsib\w+|ensur\w+|make sure|duties|duty|roles?|expect(?:ed|s|"
    r"ations?)|agree|agreement|undertakes?|promise|pledge|rules?|procedures?|measures?|steps?|"
    r"arrangements?|controls?|actions?|protocols?|strategies|conditions|requirements?|"
    r"this (?:means|includes|involves)|we do this by|by|through|following|as "
    r"follows|in place|i will|we will|please|i understand|provid\w+|includ\w+|"
    r"employ\w*|required|use|using|when|if|safeguards?|approach)\b"
)
_PEOPLE_HEADING: Final = re.compile(
    r"\b(?:head|governors?|governing|dsl|lead|leader|leaders|officer|co-?ordinator|staff|teachers?|pupils?|students?"
    r"|children|parents?|carers?|technicians?|manager|users?|visitors?|volunteers?|responsibilit\w+|trustees?|team)\b",
    re.IGNORECASE,
)


def stem_kind(stem: str, heading: tuple[str, ...]) -> tuple[StemKind, tuple[Strength, Polarity]]:
    """The kind of a folded stem, and the strength and polarity its items inherit."""
    lower = re.sub(r"\([^()]*\)", " ", stem.lower())
    lead = _lead(lower)
    must = (Strength.MUST, Polarity.DO)
    if lead and lead[1] is Polarity.DO_NOT:
        return StemKind.FORBIDS, lead
    binds = lead is not None and lead[0] is not Strength.NONE
    if allows_items(lower):
        return StemKind.BINDS, (Strength.MAY, Polarity.DO)
    if _FORBIDS_ALONE.match(lower):
        return StemKind.FORBIDS, (Strength.MUST, Polarity.DO_NOT)
    if ends_in_condition(lower):
        return StemKind.CONDITIONS, lead or must
    if ends_in_knowing(lower):
        return StemKind.OPEN, must
    if _IN_LINE.match(lower):
        return StemKind.BINDS, lead if binds and lead else must
    if _READINGS.search(lower):
        return StemKind.POINTS, must
    if _TEACHES.search(lower) and not _FORBIDS.search(lower) and not _BELIEVES.search(lower):
        return StemKind.TEACHES, lead if binds and lead else must
    if _BELIEVES.search(lower) and not re.search(r"\b(?:staff|i|we) (?:must|will) \W*$", lower):
        return StemKind.BELIEVES, must
    if binds and lead and not _RISKS.search(lower):
        return StemKind.BINDS, lead
    if _FORBIDS.search(lower):
        return StemKind.FORBIDS, (Strength.MUST, Polarity.DO_NOT)
    return _weaker(lower, heading, lead if binds else None)


def _weaker(
    lower: str, heading: tuple[str, ...], lead: tuple[Strength, Polarity] | None
) -> tuple[StemKind, tuple[Strength, Polarity]]:
    """Stems with no modal that binds their items."""
    must = (Strength.MUST, Polarity.DO)
    if _AIMS.search(lower) and re.search(r"\b(?:by|through|by means of)\W*$", lower):
        return StemKind.BINDS, must
    if _ABOUT_IT.match(lower):
        return StemKind.RISKS, must
    if _LABELLED.match(lower):
        return StemKind.BINDS, must
    if _NOUN_LIST.search(lower):
        return StemKind.RISKS, must
    if _AIMS.search(lower) and not re.search(r"\bfollowing\b", lower):
        return StemKind.AIMS, must
    if _RISKS.search(lower):
        return (
            (StemKind.BINDS, lead)
            if lead and lead[0] is not Strength.MAY and ends_open(lower)
            else (StemKind.RISKS, must)
        )
    if _POINTS.search(lower):
        return StemKind.POINTS, must
    if lead:
        return StemKind.BINDS, lead
    if only_people(lower):
        return StemKind.BINDS, must
    if _BINDS.search(lower) or (_PEOPLE_HEADING.search(" ".join(heading[-1:])) and len(lower.split()) <= 8):
        return StemKind.BINDS, must
    return StemKind.OPEN, must


_IN_LINE: Final = re.compile(r"\W*(?:following|in line with|in accordance with|under) (?!the following)\D{3,90}:\W*$")
_ABOUT_IT: Final = re.compile(r"\W*(?:it|the internet|technology|social media|online safety) is (?:an?|the|about)\b")
_LABELLED: Final = re.compile(
    r"\W*(?!monitoring|filtering|teaching|learning|training|meeting|following|including|according|during"
    r"|regarding|using|being)\w+ing\b(?: [\w/'-]+){1,7}\W*:\W*$"
)
_NOUN_LIST: Final = re.compile(
    r"\b(?:following purposes|following concerns|concerns\W*$|following (?:reasons|uses)|such as\W*$"
    r"|(?:have|has|are) (?:two|three|four|five|six|several|a number of|many|various)\b"
    r"|\b(?:content|materials?) (?:\w+ )?(?:includes?|is)\W*$)"
)
_READINGS: Final = re.compile(
    r"\b(?:following|these) (?:[\w/-]+ ){0,3}(?:organisations|websites|sites|links|resources|documents"
    r"|policies|legislation|acts)\b"
)


_ALONE: Final = r"(?: (?:uses?|use of [\w -]{2,30}|practices?|behaviours?|activit(?:y|ies)))?(?: (?:is|are|includes?))?"
_ALLOWS: Final = re.compile(rf"^(?:acceptable|allowed|permitted){_ALONE}\W*$")
_FORBIDS_ALONE: Final = re.compile(rf"^(?:unacceptable|not (?:acceptable|allowed|permitted)|prohibited){_ALONE}\W*$")


def allows_items(lower: str) -> bool:
    """Whether a folded stem gives leave to what stands under it: "Acceptable:", "Permitted uses are:"."""
    return bool(_ALLOWS.match(lower.strip()))


def things_follow(lower: str) -> bool:
    """Whether a folded stem names a kind of thing and lists its members: "Our equipment includes:"."""
    return bool(_LISTS.search(lower)) and not _DUTIES.search(lower)


_LISTS: Final = re.compile(r"(?:\bincludes?|\bincluding|\bare|\bis|purposes?|reasons?|such as|examples?)\W*$")
_DUTIES: Final = re.compile(
    r"\b(?:responsib\w+|roles?|dut(?:y|ies)|expect\w*|rules?|sanctions?|measures?|procedures?|strateg\w+|steps?"
    r"|agree\w*|actions?|must|will|should|controls?|arrangements?|protocols?|conditions?|requirements?)\b"
)


def ends_in_condition(lower: str) -> bool:
    """Whether the items under a folded stem are its conditions: "Tell a teacher if:"."""
    return bool(re.search(r"\b(?:if|when|whenever|where|suspecting|unless|because)\W*$", lower))


def ends_in_knowing(lower: str) -> bool:
    """Whether the items under a folded stem are what somebody is to know: "will be made aware that:"."""
    return bool(re.search(r"\b(?:aware|understands?|knows?|informed|recogni[sz]es?|reminded|remember) that\W*$", lower))


def ends_open(lower: str) -> bool:
    """Whether the stem stops on its modal or "to", so that its items finish the sentence."""
    return bool(
        re.search(
            r"\b(?:will|must|should|shall|to|by|that|may|for|include|includes|including|from|on|using|with"
            r"|about|ensuring|the following|as follows)(?: also| always| not| never)?\W*$",
            lower,
        )
    )


_NOT_LEAVE: Final = re.compile(r"\bso that\b|\beverything (?:we|that) can\b|\bways? (?:of|in which|that)\b")


def _lead(lower: str) -> tuple[Strength, Polarity] | None:
    """The strength and polarity of the stem's last modal; a permission that opens a list of examples is none."""
    found = modals(lower)
    if not found:
        return None
    last = found[-1]
    if last.strength is Strength.MAY and _NOT_LEAVE.search(lower):
        return None
    if last.strength is Strength.MAY and re.match(
        r"\s*(?:be |include|involve|take|have|pose|cause|lead|arise|face|experience|encounter|find|see|meet)"
        r"|.*\binclud(?:e|es|ing)\b",
        lower[last.end :],
    ):
        return None
    return last.strength, pointed(lower, last)
