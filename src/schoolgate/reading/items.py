"""What a list item promises under its stem: its own modal wins, else it inherits."""

import re
from typing import Final

from schoolgate.reading.model import Polarity, Strength
from schoolgate.reading.stems import StemKind, allows_items, ends_open, things_follow
from schoolgate.reading.wording.verbs import BASE, GERUNDS, THIRD, Opening
from schoolgate.reading.wording.verdict import Judgement, none


def under(plain: str, own: Judgement, kind: StemKind, lead: tuple[Strength, Polarity], stem: str) -> Judgement:
    """A list item under a stem that binds: the item's own modal wins, else it inherits."""
    if own.rule.startswith("silent: p") or own.rule.startswith("silent: t"):
        return own
    explicit = own.rule.startswith("modal") and own.promises and not own.rule.endswith("responsible")
    if kind.silent:
        heard = own.rule.startswith(_OWN_VOICE) or (
            kind not in {StemKind.BELIEVES, StemKind.CONDITIONS}
            and own.rule not in _LISTED_ONLY
            and not plain.lower().startswith("to ")
            and not (_EXAMPLES.match(stem.lower()) and not own.rule.startswith("modal"))
        )
        return own if own.promises and heard else none(f"under {kind.value}")
    if kind is StemKind.FORBIDS and own.promises and own.rule.startswith(_OWN_VOICE) and _SENTENCE.match(plain):
        return own
    if kind is StemKind.FORBIDS:
        return Judgement(Strength.MUST, Polarity.DO_NOT, 0.9, "under a prohibition")
    if kind is StemKind.TEACHES:
        return Judgement(*lead, 0.85, "under a taught list")
    act = _ACTS.match(plain.lower()) or _LEADS_ON.match(plain.lower())
    whole = not ends_open(stem.lower()) and not allows_items(stem.lower())
    if not own.promises and len(plain.split()) <= 3 and not act and whole:
        return none("a name in a list")
    if explicit and lead[1] is Polarity.DO:
        return own
    if kind is StemKind.BINDS and not own.promises and things_follow(stem.lower()) and not act:
        return none("a thing in a list")
    if kind is StemKind.AIMS and re.search(r"\b(?:policy|document|agreement|code)\b", stem.lower()):
        return own if own.promises and own.rule.startswith(_OWN_VOICE) else none("aim of a document")
    if kind is StemKind.AIMS and not _CONCRETE.match(plain.lower()):
        return none("aim")
    strength, polarity = (Strength.SHOULD, lead[1]) if kind is StemKind.AIMS else lead
    if _NEGATED_ITEM.match(plain.lower()) or (own.promises and own.polarity is Polarity.DO_NOT):
        polarity = Polarity.DO_NOT
    return Judgement(strength, polarity, 0.7 if kind is StemKind.AIMS else 0.9, f"under {kind.value}")


_ACTS: Final = Opening(r"\W*", BASE | THIRD | GERUNDS)
_LEADS_ON: Final = re.compile(r"\W*(?:that|to|not|never|only|be) ")
_EXAMPLES: Final = re.compile(r"(?:some |these |common )?(?:examples?|risks?|dangers?|types?|forms?|signs?) ")
_SENTENCE: Final = re.compile(r"[A-Z].*\.$")
_OWN_VOICE: Final = ("modal must", "modal should", "modal will", "modal ask", "modal not allowed", "modal only")
_LISTED_ONLY: Final = ("command", "bare rule", "duty under a role's heading", "goes somewhere", "named subject")
_NEGATED_ITEM: Final = re.compile(
    r"^\W*(?:that |ensur(?:e|ing) (?:that )?(?=no\b))?(?:i |we |they |staff |pupils )?(?:not|never|no|do not|don't|"
    r"does not|avoid any|are not|is not|cannot)\b(?! only)"
)
_CONCRETE: Final = re.compile(
    r"^\W*(?:to )?(?:ensure|ensuring|make sure|provid|monitor|review|report|"
    r"train|teach|educat|have|having|keep|implement|establish|filter|log|appoint|"
    r"put|use|deal|respond|deliver|identify|minimis|manag|protect|maintain|carry|"
    r"give|inform|work|regularly|record|control|check|equip|embed|follow|block|"
    r"prevent|operat|take)"
)
