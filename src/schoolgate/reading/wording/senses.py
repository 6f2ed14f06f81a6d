"""What the words after a modal say of it: a promise, leave given, or only how the world is."""

import re
from typing import Final

HAPPENS: Final = re.compile(
    r"^\s*(?:also |often |sometimes |well |then |still |easily |inadvertently "
    r"|accidentally |unknowingly |even |not |never )*(?:be |become |feel |find "
    r"|get |have )?(?:at risk|a risk|exposed|vulnerable|harm\w*|harmful|come "
    r"across|encounter\w*|experienc\w+|suffer\w*|victims?|bullied|"
    r"groomed|upset\w*|affect\w*|happen\w*|occur\w*|lead|result\w*|cause\w*|"
    r"arise\w*|appear\w*|seem|mean\w*|remain|need|want|wish|feel|think|believe|"
    r"find it|difficult|hard|unable|unaware|tempted|reluctant|a sign|an indicator|"
    r"dangerous|damag\w+|illegal|inappropriate|wonder|like|know|see|enjoy|take "
    r"place|present|pose|involve|include|vary|change over|look like|differ\w*|depend|"
    r"range|expos\w+|become|offer|provide|help|make it|open|create|render|lost|"
    r"stolen|difficulties|concerned|the case|aware)\b"
)
SOFT_WILL: Final = re.compile(
    r"^\s*(?:also |then |therefore |often |probably |always |inevitably |hopefully "
    r"|continue to |in turn |only )*(?:help\b|enable|mean\b|lead\b|depend|become|"
    r"grow|change\b|vary|come across|encounter|find\b|know\b|need\b|want\b|experience|"
    r"feel\b|benefit|enjoy|take time|often|be exposed|be able to see|be interested|"
    r"already|have (?:seen|heard|access to (?:the internet )?at home)|reach|"
    r"happen|occur|exist|last|seek out|face|grow up|matter|stay with|increase|rise|fall|improve)"
)
ALLOWED: Final = re.compile(
    r"^\s*(?:also |only |be |then |still )*(?:used?|accessed?|access|contact|"
    r"request|ask|bring|brought|take|taken|withdrawn?|withdraw|report|raise|"
    r"speak|leave|left|borrow|download|check|checked|monitor|monitored|examined?|"
    r"searched|search|confiscated?|confiscate|removed?|remove|blocked|block|"
    r"restricted?|restrict|suspended|withheld|stopped|lost|dismissed|disciplin\w+|"
    r"published?|provided|offered|loaned|lent|supplied|shared?|displayed|photographed?|film|sent?|send|delete|deleted|"
    r"read|viewed?|view|inspected?|inspect|intercepted|logged|recorded|stored?|"
    r"kept|held|reported|referred|refer|involved|inform|informed|consulted?|"
    r"apply|applied|appeal|make|made|given|granted|seek|sought|choose|set|act|"
    r"face|also face|include disciplinary|result in (?:disciplinary|dismissal|"
    r"sanctions|the loss|loss|a|further|action)|trigger|prompt|lead to (?:disciplinary|dismissal|"
    r"sanctions|the loss|loss|action|a |further|legal|criminal|prosecution)|"
    r"be subject to|subject to|liable|required to|asked to|invited|issue|exercise|"
    r"decide|delegate|carry out|conduct|undertake|post|create|set up|keep|wear|"
    r"install|play|enter|work|opt|attend|arrange|approach|print|copy|wipe|charge|"
    r"seize|retain|necessary)"
)
