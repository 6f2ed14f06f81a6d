"""Classes of a roll by their ids, and what is said of a place of which nothing is known."""

from collections import defaultdict
from collections.abc import Mapping

from schoolgate.feeds.contract import Reject, Row
from schoolgate.kernel.names import folded


def _named(taught: Row, titles: Mapping[tuple[str, str], set[str]]) -> tuple[str, str]:
    """The kind of a class and its name, which has its code beside where two classes have one name."""
    kind, name = taught.values["kind"], taught.values["name"]
    if len(titles[kind, folded(name)]) > 1:
        name = f"{name} ({taught.values.get('code') or taught.values['class']})"
    return kind, name


def unknown(row: Row, *, nobody: bool) -> Reject:
    """A place in a roll of changes whose person or class is known by nothing."""
    what = f"user “{row.values['sourced-id'][:60]}”" if nobody else f"class “{row.values['class'][:60]}”"
    reason = f"It is of the {what}, who is neither in the files nor known here by that id. Load a whole export first."
    raw = ", ".join(f"{key} {value}" for key, value in row.values.items() if key != "what" and value)
    return Reject(row.line, reason.replace("”, who", "”, which") if not nobody else reason, raw, row.part)


def class_names(classes: Mapping[str, Row]) -> dict[str, tuple[str, str]]:
    """The kind and name of each class by its id in the files."""
    titles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key, row in classes.items():
        titles[row.values["kind"], folded(row.values["name"])].add(key)
    return {key: _named(row, titles) for key, row in classes.items()}
