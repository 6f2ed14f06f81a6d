"""Words for the people of a school, and which role each means. The first that fits wins, so the longer stand first."""

import re
from typing import Final

_ROLE_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("online-safety-governor",
        r"governors? (?:with responsibility |responsible )?for (?:online|e|internet|digital)[- ]?safety"
        r"|(?:(?:online|e|internet|digital)[- ]?safety|safeguarding|link|nominated)"
        r" (?:link )?governors?"),
    ("chair", r"chair(?:person|man)? of (?:the )?(?:governors|governing \w+|local \w+|trustees)|chair of gov\w*"),
    ("deputy-dsl",
        r"deputy (?:dsls?|designated safeguarding \w+)|ddsls?|deputy designated "
        r"leads?(?: for safeguarding)?"),
    ("safeguarding-team", r"safeguarding team|(?:pastoral|child protection) team|dsl team"),
    ("dsl",
        r"dsls?|dslo|designated (?:safeguarding|child protection) (?:leads?|leaders?|"
        r"officers?|persons?|members? of staff)"
            r"|designated persons? for child protection|safeguarding (?:leads?|leaders?|officers?|coordinators?)"
            r"|child protection (?:officers?|leads?|coordinators?)|designated (?:lead|person)s?"),
    ("online-safety-lead",
        r"(?:person|member of staff) (?:with responsibility |responsible )?for (?:online|e|internet)[- ]?safety|"
        r"(?:online|e|internet|digital|cyber)[- ]?safety (?:and \w+ )?(?:leads?|"
        r"leaders?|officers?|co-?ordinators?|champions?|group|committee|team|subject "
        r"leader)"),
    ("computing-lead",
        r"(?:computing|ict|it) (?:subject )?(?:leads?|leaders?|co-?ordinators?)|"
        r"(?:computing|pshe|rshe) (?:curriculum )?leads?"
                       r"|curriculum leads?|subject leaders?"),
    ("dpo", r"data protection (?:officers?|leads?)|dpos?\b"),
    ("local-authority", r"local authorit(?:y|ies)|county council|the council|\bla\b|lado"),
    ("supplier",
        r"(?:third[- ]party|service|it|internet service|filtering|broadband) providers?|"
        r"suppliers?|contracted companies|third part(?:y|ies)"),
    ("it-lead",
        r"network (?:manager|administrator)s?|(?:it|ict|computing|technical|tech)"
        r" (?:support|staff|team|technicians?|manager|services|department|lead|support "
        r"staff)(?: (?:staff|team|provider|company))?"

                    r"|technicians?|system(?:s)? (?:administrator|manager)s?|technical "
                    r"support staff|those with technical responsibilit\w+|it leads?"),
    ("head",
        r"head ?teachers?|head ?masters?|principals?|executive head|head of school|"
        r"\bheads?\b(?! of)|heads? of school"),
    ("slt",
        r"senior (?:leadership|management) ?(?:team)?|senior leaders?|slt|smt|leadership "
        r"team|senior staff|senior managers?"),
    ("governors",
        r"governing (?:body|board)|governors?|trustees|local (?:governing|academy)"
        r" \w+|board of \w+|governance|sub-?committee|full board"),
    ("trust", r"(?:academy )?trust\b|multi-academy trust"),
    ("office",
        r"(?:school )?office(?: staff)?|admin(?:istration|istrative)? (?:staff|team|"
        r"officers?)|school business manager|sbm|administrators?|bursar"),
    ("staff", r"(?:teaching|teachers) and support staff"),
    ("support-staff", r"support staff|teaching assistants?|\btas?\b|lunchtime \w+|midday \w+"),
    ("teachers", r"(?:class ?)?teachers?|teaching staff|tutors?"),
    ("volunteers", r"volunteers?|parent helpers?|helpers?"),
    ("visitors", r"visitors?|contractors?|community users?|guests?|external users?"),
    ("parents", r"parents?|carers?|famil(?:y|ies)|guardians?|parental"),
    ("pupils", r"pupils?|students?|child(?:ren)?|learners?|young people|i"),
    ("staff", r"staff|employees?|adults?|colleagues?|practitioners?|line managers?|members? of the workforce"),
    ("users",
        r"users?|everyone|everybody|nobody|no[- ]one|(?:all )?members of the (?:school )?community|"
        r"stakeholders|anyone|individuals|people"),
    ("school", r"(?:the|our|this)? ?(?:school|academy|setting|nursery|college)s?|we|us"),
)  # fmt: skip

ROLE_PATTERNS: Final = tuple((role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for role, words in _ROLE_WORDS)
PERSON: Final = "(?:" + "|".join(words for _, words in _ROLE_WORDS) + ")"

# A subject that can promise: people, teams, the school, and the things a school runs.
PERSON_RE: Final = re.compile(rf"\b(?:{PERSON})\b", re.IGNORECASE)
THING: Final = (
    r"(?:polic(?:y|ies)|agreements?|systems?|networks?|filter(?:s|ing)?|firewalls?|"
    r"software|hardware|devices?|equipment|passwords?|accounts?|access"
    r"|internet|e-?mails?|data|files?|servers?|wi-?fi|wireless|back-?ups?|logs?|"
    r"records?|incidents?|breach(?:es)?|concerns?|complaints?|training"
    r"|curriculum|lessons?|e-?safety|online safety|messages?|images?|photos?|"
    r"photographs?|videos?|permission|consent|phones?|mobiles?|cameras?|tablets?|"
    r"ipads?|laptops?"
    r"|computers?|websites?|sites?|use|usage|monitoring|provision|procedures?|"
    r"protocols?|updates?|patches|licen[cs]es?|inventory|register|rules?"
    r"|support|advice|guidance|information|reports?|risk assessments?|sanctions?|"
    r"technolog(?:y|ies)|protection|encryption|anti-?virus|connection|broadband|"
    r"platforms?|apps?|disposal|calls?)"
)
_THINGS: Final = re.compile(
    rf"\b(?:{THING}|it|they|you|this|these|there|all|any|each|every|no|users?)\b", re.IGNORECASE
)


def names_subject(text: str) -> bool:
    """Whether a text names somebody or something that can promise."""
    return bool(_THINGS.search(text) or PERSON_RE.search(text))


_LINKS: Final = re.compile(
    r"\b(?:the|all|our|any|and|or|other|of|named|key|relevant)\b|\([^()]*\)|[\W\d_]+", re.IGNORECASE
)


def only_people(text: str, spare: int = 0) -> bool:
    """Whether a text names people and nothing else, but for ``spare`` words: "Network manager / technical staff"."""
    if not text or len(text) > 120 or not PERSON_RE.search(text):
        return False
    return len(_LINKS.sub(" ", PERSON_RE.sub(" ", text)).split()) <= spare
