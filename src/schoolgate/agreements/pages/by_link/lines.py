"""What was answered, as a family reads it: one line for each agreement and children who were answered for alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from schoolgate.agreements.pages.by_link.opening import step_address
from schoolgate.agreements.places_of_pictures import PLACES
from schoolgate.agreements.queries.asking_families import ChildHere, Family, words_of_families
from schoolgate.agreements.queries.links import Answer, OpenLink, Receipt
from schoolgate.agreements.queries.wordings import Words
from schoolgate.agreements.registry import KINDS
from schoolgate.people.access import today


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    whom: tuple[str, ...]
    places: bool
    agreed: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    typed_name: str
    at: datetime
    short: str
    lines: tuple[Line, ...]


def lines_to_sign(family: Family, link: OpenLink, code: str) -> tuple[Line, ...]:
    """What waits for the name, with a way back to each."""
    found: list[Line] = []
    for ask in family.asks:
        kept = link.kept.get(ask.kind.key)
        if kept is None:
            continue
        alike = _alike((whom, kept.answers[whom]) for whom in ask.whom if whom in kept.answers)
        for whom, answer in alike:
            nth = 0 if len(alike) == 1 else list(ask.whom).index(whom[0]) + 1
            change = step_address(code, ask.kind.key, nth)
            found.append(_line(ask.kind.key, whom, answer, link, ask.of, {ask.kind.key: ask.words}, change))
    return tuple(found)


def lines_of_receipt(receipt: Receipt, family: Family, link: OpenLink) -> ReceiptShown:
    words = words_of_families(link.school, today(link.school))
    by_kind: dict[str, list[tuple[str, Answer]]] = {}
    for one in receipt.said:
        by_kind.setdefault(one.kind, []).append((one.whom, one.answer))
    lines = [
        _line(kind, whom, answer, link, family.children, words, "")
        for kind, some in by_kind.items()
        for whom, answer in _alike(some)
    ]
    return ReceiptShown(receipt.typed_name, receipt.at, receipt.short, tuple(lines))


def _alike(answers: Iterable[tuple[str, Answer]]) -> list[tuple[list[str], Answer]]:
    """Those with the same answer together, in the order they come."""
    found: list[tuple[list[str], Answer]] = []
    for whom, answer in answers:
        same = next((refs for refs, said in found if said == answer), None)
        if same is None:
            found.append(([whom], answer))
        else:
            same.append(whom)
    return found


def _line(
    kind: str,
    whom: list[str],
    answer: Answer,
    link: OpenLink,
    children: Iterable[ChildHere],
    words: Mapping[str, Words],
    change: str,
) -> Line:
    text = words[kind].text(link.language) if kind in words else None
    called = {child.ref: child.called for child in children}
    names = tuple(called[one] for one in whom if one in called)
    said = answer if isinstance(answer, Mapping) else {}
    yes = tuple(str(place.title) for key, place in PLACES.items() if said.get(key) == "granted")
    no = tuple(str(place.title) for key, place in PLACES.items() if key in said and said[key] != "granted")
    return Line(
        text.title if text else KINDS.get(kind).title,
        names,
        isinstance(answer, Mapping),
        answer == "yes",
        yes,
        no,
        change,
    )
