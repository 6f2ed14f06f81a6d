"""Verbs that schools promise with, in the forms a policy uses them."""

import re
from typing import Final

from schoolgate.reading.wording.words import words

# What somebody in a school can be seen to do. Verbs of belief, of being and of happening are left out on purpose.
_BASE: Final = words(
    """
abide accept photograph film phone ring speak talk close open move clear swap refuse decline unlock freeze
count go come start finish note jot type rotate turn-off unplug access acknowledge act adapt address adhere
administer adopt advise agree alert allocate allow analyse answer
apply appoint appraise approve arrange ask assess assign assist attend audit authorise avoid back ban block brief bring
buy call capture carry challenge change check choose circulate classify clear collect communicate complete comply
conduct configure confirm confiscate consider consult contact contribute control cooperate co-operate coordinate
co-ordinate cover create credit deal decide define delegate delete deliver demonstrate deploy describe designate destroy
determine develop disable disclose discuss display dispose distribute document download draw educate email embed employ
empower enable encourage encrypt enforce engage ensure escalate establish evaluate examine exercise explain explore
familiarise filter flag focus follow foster gain get give govern grant guarantee guide hand handle have help hide hold
host identify implement incorporate induct inform inspect install integrate intervene introduce investigate involve
isolate issue keep lead leave liaise limit link list listen lock log look maintain make manage mark meet minimise
minute mitigate model moderate monitor name notify observe obtain offer operate organise oversee own participate pass
password-protect patch perform permit plan post practise prepare present preserve prevent print prioritise process
produce prohibit promote protect provide publicise publish purchase pursue put quarantine raise read receive recommend
record recycle reduce refer refrain refresh register reinforce relay release remain remind remove renew replace report
request require reset resolve respect respond restrict retain retrieve return revisit review revise revoke risk-assess
roll route run safeguard sanction save scan schedule screen search secure seek select send separate set share
show shred sign signpost sort stay stop store submit subscribe supervise supply support surf suspend switch take teach
tell test think track train transfer transport treat try turn undergo undertake uninstall update upgrade uphold upload
use utilise verify view visit warn watch wear wipe withdraw work write
"""
)

_IRREGULAR_PAST: Final = {
    "bring": "brought", "buy": "bought", "choose": "chosen", "deal": "dealt", "draw": "drawn", "get": "got",
    "give": "given", "hide": "hidden", "hold": "held", "keep": "kept", "lead": "led", "leave": "left", "make": "made",
    "meet": "met", "oversee": "overseen", "put": "put", "read": "read", "reset": "reset", "run": "run",
    "seek": "sought", "send": "sent", "set": "set", "show": "shown", "take": "taken", "teach": "taught", "tell": "told",
    "undertake": "undertaken", "uphold": "upheld", "wear": "worn", "withdraw": "withdrawn", "write": "written",
    "undergo": "undergone", "have": "had", "think": "thought",
}  # fmt: skip
_DOUBLES: Final = words(
    "log plan ban permit refer control flag run stop submit transfer get set put tag equip embed drop scan"
)

EXTRA_PARTICIPLES: Final = words(
    "split shut cut"
    " based-on located sited banned forbidden entitled expected obliged timetabled planned time-limited equipped"
    " password-protected backed tailored age-restricted risk-assessed protected kept trained aware equipped"
    " informed supervised vetted whitelisted blacklisted firewalled licensed licenced segregated inducted given"
)


def third_person(verb: str) -> str:
    """``review`` to ``reviews``, ``teach`` to ``teaches``, ``carry`` to ``carries``."""
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def participle(verb: str) -> str:
    """``review`` to ``reviewed``, ``log`` to ``logged``, ``keep`` to ``kept``."""
    if verb in _IRREGULAR_PAST:
        return _IRREGULAR_PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLES else "") + "ed"


def gerund(verb: str) -> str:
    """``review`` to ``reviewing``, ``log`` to ``logging``, ``manage`` to ``managing``."""
    if verb.endswith("ee"):
        return verb + "ing"
    if verb.endswith("e") and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLES else "") + "ing"


BASE: Final = _BASE
THIRD: Final = frozenset(third_person(v) for v in _BASE)
PARTICIPLES: Final = frozenset(participle(v) for v in _BASE) | EXTRA_PARTICIPLES
GERUNDS: Final = frozenset(gerund(v) for v in _BASE)


def any_of(words: frozenset[str]) -> str:
    """The words as one pattern, by first letter so that most are passed over at once; within a letter longest first.

    A word and the same with an s are written once ("checks?"): what a pattern costs to compile is its letters.
    """
    written = [w + "s?" if w + "s" in words else w for w in words if w[-1] != "s" or w[:-1] not in words]
    by_letter: dict[str, list[str]] = {}
    for word in sorted((w.replace("-", "-?") for w in written), key=lambda w: (-len(w.removesuffix("?")), w)):
        by_letter.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items())) + ")"


def spelt(words: frozenset[str]) -> frozenset[str]:
    """The words with and without their hyphens."""
    return words | {word.replace("-", "") for word in words}


class Opening:
    """A text that opens with one of many words, after what the pattern ``lead`` takes.

    It finds what ``any_of`` and a word's end would; but a set costs nothing to make ready, where a pattern of a
    thousand verbs is slow to compile.
    """

    def __init__(self, lead: str, known: frozenset[str]) -> None:
        self._lead = re.compile(rf"(?:{lead})(?P<word>\w+(?:-\w+)*)")
        self._known = spelt(known)

    def match(self, text: str) -> bool:
        """Whether the text opens so. ``text`` is in lower case, and ``lead`` takes no part of a known word."""
        found = self._lead.match(text)
        word = found["word"] if found else ""
        while word and word not in self._known:
            word = word.rpartition("-")[0]  # "log-in" opens with "log"
        return bool(word)
