"""Two readings of a school's policy, compared by what they promise."""

from typing import Any

from schoolgate.reading import lineage
from schoolgate.reading.model import Reading

_HEADINGS = {"reworded": "Re-worded", "lost": "Lost", "gained": "Gained"}


def comparison(old: Reading, new: Reading) -> dict[str, Any]:
    """``{kept, reworded: [{old, new, confidence}], lost: [..], gained: [..]}``, of sentences with their refs."""
    before = {clause.ref: clause.text for clause in old.clauses if clause.promises}
    after = {clause.ref: clause.text for clause in new.clauses if clause.promises}
    matches = lineage.match(old, new)
    reworded = [
        {"old": _said(one, before), "new": _said(other, after), "confidence": confidence}
        for one, other, confidence in matches
        if one != other
    ]
    met = {one for one, _, _ in matches} | {other for _, other, _ in matches}
    return {
        "kept": sum(one == other for one, other, _ in matches),
        "reworded": reworded,
        "lost": [_said(ref, before) for ref in before if ref not in met],
        "gained": [_said(ref, after) for ref in after if ref not in met],
    }


def comparison_words(document: dict[str, Any]) -> str:
    lines = [f"{document['kept']} promises stayed as they were."]
    for key, heading in _HEADINGS.items():
        rows = document[key]
        lines += ["", f"{heading}: {len(rows)}"]
        for row in rows:
            if key == "reworded":
                lines += [f"  - {row['old']['text']}", f"  + {row['new']['text']}  ({row['confidence']:.0%} sure)"]
            else:
                lines.append(f"  {row['text']}")
    return "\n".join(lines)


def _said(ref: str, texts: dict[str, str]) -> dict[str, str]:
    return {"ref": ref, "text": texts[ref]}
