"""How each promise could be known: by a gate, by measurement, by a duty done on time, or only by somebody's word."""

import re
from typing import Final

from schoolgate.reading.model import Nature, When
from schoolgate.reading.wording.words import words

_GATE: Final = re.compile(
    r"\b(?:permission|consent\w*|authoris\w+|sign(?:ed|s|ing)? (?:an?|the|and|"
    r"by|up|form)|signed|approv(?:ed|al) (?:by|before|from)|unless|until|upon "
    r"(?:signing|return)|not (?:be )?(?:granted|given|allowed) access|"
    r"only (?:be )?(?:granted|given|allowed|published|shared|used when|sent|"
    r"taken|installed|accessed)|block(?:ed|s|ing)?|filter(?:ed|s|ing)|prevent(?:s|"
    r"ed)? access|take[n]? down|prior to|before (?:any|access|being|use|they|"
    r"it|photographs|sending|publish\w+))\b"
)
_GATE_AREAS: Final = words(
    "agreement-staff agreement-pupil-parent web-filtering filter-change photo-consent website-publishing"
    " email-filtering personal-data-transfer copyright-takedown visitors"
)
_GATED_ACTS: Final = re.compile(
    r"\b(?:access|upload\w*|publish\w*|install\w*|download\w*|share\w*|sent|send\w*|"
    r"photograph\w*|images?|used?|names?|website|post(?:ed)?|taken|sites?)\b"
)
_MEASURED_AREAS: Final = words(
    "antivirus patching encryption passwords mfa access-rights backup asset-inventory asset-disposal"
    " software-licensing email-filtering web-filtering monitoring cloud-sharing filter-change"
)
_MEASURED: Final = re.compile(
    r"\b(?:anti-?virus|virus|malware|firewalls?|encrypt\w*|passwords?|username|"
    r"patch\w*|updates?|updated|back(?:ed)?[- ]?ups?|two-factor|multi-factor|"
    r"2fa|mfa|logs?|logged|inventory|licen[cs]e[ds]?|devices?|accounts?|network|"
    r"filter\w*|monitor\w*|lock(?:ed)?|software|systems?|servers?|wireless|wi-?fi|storage|drives?)\b"
)
_DUTY: Final = re.compile(
    r"\b(?:review\w*|report\w*|train\w*|meet\w*|inform\w*|notif\w+|record\w*|"
    r"liais\w+|advis\w+|audit\w*|assess\w*|check\w*|deliver\w*|provid\w+|updat\w+|"
    r"consult\w*|evaluat\w*|teach\w*|taught|log|distribut\w+|communicat\w+|"
    r"monitor\w*|investigat\w*|refer\w*|issue[ds]?|remind\w*|arrang\w+|publish\w*|"
    r"complete[ds]?|approv\w+|appoint\w*|attend\w*|ensure\w*|planned|embedded|"
    r"delegat\w+|coordinat\w+|dealt with|deal with|dispos\w+|destroy\w*|wiped)"
    r"\b"
)
_DUTY_ROLES: Final = frozenset(
    {"head", "slt", "dsl", "deputy-dsl", "safeguarding-team", "online-safety-lead", "computing-lead", "governors",
     "online-safety-governor", "chair", "it-lead", "office", "dpo", "school", "trust", "supplier", "teachers", "staff"}
)  # fmt: skip
_CONDUCT_ROLES: Final = frozenset({"pupils", "parents", "visitors", "volunteers", "users"})


def nature_of(text: str, stem: str, areas: tuple[str, ...], who: tuple[str, ...], when: When | None) -> Nature:
    """The nature of a clause that promises something."""
    said = f"{stem} {text}".lower()
    first = areas[0] if areas else ""
    if first in _GATE_AREAS and _GATE.search(said) and _GATED_ACTS.search(said):
        return Nature.GATE
    if (
        first in _MEASURED_AREAS
        and _MEASURED.search(text.lower())
        and not (set(who) & _CONDUCT_ROLES and "password" not in said)
    ):
        return Nature.MEASURED
    if when is not None and when.n is not None:
        return Nature.DUTY
    if who and who[0] in _CONDUCT_ROLES:
        return Nature.DECLARED
    if _DUTY.search(text.lower()) and (not who or set(who) & _DUTY_ROLES):
        return Nature.DUTY
    return Nature.DECLARED
