"""Headings that are not set apart: run in before their sentence, or set as a heading though they are a sentence."""

import re
from typing import Final

from schoolgate.reading.wording.words import words

_STARTER: Final = (
    r"(?:The|All|Any|A|An|Staff|Pupils|Students|Parents|Children|Learners|Governors|"
    r"Visitors|Users|Teachers|Everyone|We|Our|You|Your|I|In|If|It|Its|This|These|"
    r"There|They|Only|Every|Each|No|Where|When|Whenever|While|Whilst|At|As|For|"
    r"Under|"
    r"Before|After|Access|Permission|Permissions|Personal|Mobile|Written|Photographs|"
    r"Images|Internet|Email|Emails|E-mail|Passwords|School|Schools|Senior|Members|"
    r"Some|Many|Please|Do|Never|Always|Use|Virus|Security|Filtering|Written|"
    r"Currently|To|Once|Should)"
)
_RUN_IN: Final = re.compile(
    rf"^(?P<head>(?:[\d.]+\s+)?[A-Z][\w'’/&,()-]*(?:\s+(?:[A-Za-z][\w'’/&,()-]*|"
    rf"&|–|-)){{0,8}}?)\s+(?P<rest>(?P<start>{_STARTER})\b.*)$",
    re.DOTALL,
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|must|should|shall|may|can|"
    r"cannot|could|would|do|does|did|not|ensures?|includes?|need|needs|use[ds]?|"
    r"see|read|that|which|who|if|when|ask|tell|to|by|with|from|than|because|"
    r"at|as)\b",
    re.IGNORECASE,
)
_SENTENCE_VERB: Final = re.compile(
    r"\b(?:is|are|was|has|have|will|must|should|shall|may|can|cannot|could|need|"
    r"needs|do|does|ensures?|uses?|provides?|operates?|receives?|\w{3,}ed|\w{3,"
    r"}s)\b"
)
_LABEL: Final = re.compile(
    r"^(?P<head>[A-Z][\w'’/&() -]{1,60}?)\s*(?:[:]|\s[–-])\s+(?P<rest>(?=[A-Z“\"])"
    r"\S.*)$",
    re.DOTALL,
)
_STEM_WORDS: Final = re.compile(
    r"\b(?:will|must|should|shall|is|are|to|by|that|including|include|includes|following|"
    r"ensure|for|not|can|may|has|have|below|from|need|and|or|of|with|as|in)$",
    re.IGNORECASE,
)
_CARRIES_ON: Final = words(
    "the a an of and all our any each every or for in no on & this these some both other most those where only"
)
_NOUN_STARTS: Final = words(
    "School Schools Senior Staff Pupils Students Governors Members Use Internet Email Access Personal Mobile Security"
    " Children Parents Users Virus Filtering Passwords Images I A Teachers Visitors Learners Permission Photographs"
    " Written To As At For Under In Its Should Your"
)
_NAME_PARTS: Final = words("Schools Staff I A Security Use Internet Access Team Children Filtering")
_TITLES: Final = words(
    "The A An Our Governing Head Senior School Chair Deputy Local Online Safe Safety Key Academy Designated"
    " Primary Infant Junior"
)


def run_in(text: str) -> int:
    """Where the sentence begins after a heading glued to it, or 0: ``Passwords All staff must ...`` gives 10."""
    label = _LABEL.match(text)
    if (
        label
        and len(label["head"].split()) <= 6
        and not _VERB.search(label["head"])
        and not _STEM_WORDS.search(label["head"])
        and len(label["rest"].split()) > 3
    ):
        return label.start("rest")
    repeated = re.match(r"^(?P<head>[A-Z][\w'’-]*(?: [\w'’-]+){0,3})\s+(?=(?P<rest>\S.*))", text)
    for size in range(1, 5):
        words = text.split(" ")
        if (
            len(words) > 2 * size
            and [w.lower() for w in words[:size]] == [w.lower() for w in words[size : 2 * size]]
            and repeated
            and words[size][0].isupper()
        ):
            return len(" ".join(words[:size])) + 1
    found = _RUN_IN.match(text)
    if not found:
        return 0
    head, rest = found["head"], found["rest"]
    if (
        _VERB.search(head)
        or head.rstrip().endswith((",", "(", "-"))
        or head in {"The", "A", "An", "All", "Any", "In", "If"}
        or _is_name(head, found["start"])
    ):
        return 0
    return found.start("rest") if len(rest.split()) > 3 and _SENTENCE_VERB.search(" ".join(rest.split()[:25])) else 0


def _is_name(head: str, start: str) -> bool:
    """Whether the capital only carries on a name: "Robin Hill Infant | School uses", "Online Safety | Staff"."""
    last = head.split()[-1]
    if last.lower() in _CARRIES_ON:
        return True
    if start in _NOUN_STARTS and (last.endswith("ing") or "ing " in head[:10] or last.lower() in _CARRIES_ON):
        return True
    if start in _NOUN_STARTS:
        return last in _TITLES or (last[0].isupper() and (start == "School" or (" " in head and start in _NAME_PARTS)))
    return False


def is_sentence(text: str) -> bool:
    """Whether a block set as a heading is a sentence after all: long, with a verb that binds, closed by a stop."""
    words = text.split()
    binding = re.search(r"\b(?:will|must|should|shall|may not|cannot|is|are|has|have)\b", text)
    return bool(binding) and (len(words) > 12 or (len(words) > 4 and text.rstrip()[-1:] in ".;" and not text.isupper()))


def is_stem(text: str) -> bool:
    """Whether a text opens a list: it ends in a colon, or stops where something must follow."""
    stripped = text.rstrip(" -–")
    if stripped.endswith((":", ":-")):
        return True
    return bool(
        re.search(
            r"\b(?:the following|as follows|following (?:\w+ ){0,4}\w+|(?:will|must|"
            r"should|shall|must not|should not|will not|responsible for|ensure|ensure "
            r"that|ensuring|ensuring that|aims? to|violation to|offence to|forbidden to|expected to"
            r"|asked to|required to|"
            r"agree to|agree that|taught to|include|includes|including|by))\W*$",
            stripped,
            re.IGNORECASE,
        )
    )
