"""How often the document says it is itself reviewed."""

import re
from collections.abc import Sequence
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import Clause, When
from schoolgate.reading.whens import find_when

_REVIEW: Final = re.compile(r"\breview|\bupdated?\b|\brevis", re.I)
_POLICY: Final = re.compile(r"\bpolic(?:y|ies)\b|\bdocument\b|\bagreement\b", re.I)
_LABEL: Final = re.compile(
    r"\b(?:review (?:cycle|frequency|period|interval|schedule)|frequency of review|(?:to be )?reviewed?\s*[:\-])\s*",
    re.I,
)
_ITSELF: Final = re.compile(r"\b(?:this|the|our)\s+(?:[\w-]+\s+){0,4}polic(?:y|ies)\b[^.]{0,80}\breview", re.I)
_BI: Final = re.compile(r"\bbi[\s-]?(?:annual|yearly)", re.I)


def review_interval(read: tuple[Line, ...], clauses: Sequence[Clause]) -> When | None:
    """The clock of the sentence that says how often the policy is reviewed; one without a number where none has one."""
    best: tuple[int, When] | None = None
    texts = [clause.text for clause in clauses] or [line.text for line in read]
    for text in [line.text for line in read if _LABEL.search(line.text) and len(line.text) < 120] + texts:
        if not _REVIEW.search(text) or not (_POLICY.search(text) or _LABEL.search(text)):
            continue
        when = find_when(text)
        if when is None or (when.n is None and not _BI.search(when.text)):
            continue
        rank = 3 if _LABEL.search(text) else 2 if _ITSELF.search(text) else 1
        if best is None or rank > best[0]:
            best = (rank, when)
    return best[1] if best else None
