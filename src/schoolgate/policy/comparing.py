"""Two versions of a school's policy, compared by what they promise: gained, lost, changed, and perhaps the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from schoolgate.people.models import School
from schoolgate.policy.models import Version, Wording
from schoolgate.policy.succession import SURE_MATCH
from schoolgate.reading import lineage, serial
from schoolgate.reading.model import Clause, Reading


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as it was and as it is. ``asked`` is the promise to answer for, where a person is still to say
    whether the two are one; ``sure`` is how sure we are, from 0 to 1.
    """

    before: Clause
    after: Clause
    sure: float = 1.0
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    stayed: int
    changed: tuple[Pair, ...]
    perhaps: tuple[Pair, ...]  # may be the same promise in other words: nobody has said
    lost: tuple[Clause, ...]
    gained: tuple[Clause, ...]


def compare(school: School, old: Version, new: Version) -> Comparison:
    """What ``new`` promises beside ``old``, both this school's. Where both were in force, by the promises' own ids,
    which a person may have confirmed; else by likeness, as it would be offered.
    """
    readings = serial.from_json(old.reading), serial.from_json(new.reading)
    if old.pk == new.pk:
        return Comparison(sum(clause.promises for clause in readings[0].clauses), (), (), (), ())
    before, after = _worded(school, old), _worded(school, new)
    if before and after:
        return _by_ids(*readings, before, after)
    return _by_likeness(*readings)


@dataclass(frozen=True, slots=True)
class _Worded:
    promise: str
    offered: str
    confidence: float


def _worded(school: School, version: Version) -> dict[str, _Worded]:
    rows = Wording.objects.for_school(school).filter(version=version, superseded_at__isnull=True)
    return {
        row.clause: _Worded(row.promise.ref, row.offered.ref if row.offered else "", row.confidence)
        for row in rows.select_related("promise", "offered")
    }


def _by_ids(old: Reading, new: Reading, before: Mapping[str, _Worded], after: Mapping[str, _Worded]) -> Comparison:
    was = {before[clause.ref].promise: clause for clause in old.clauses if clause.ref in before}
    stayed, changed, perhaps, gained = 0, list[Pair](), list[Pair](), list[Clause]()
    met = set[str]()
    for clause in new.clauses:
        worded = after.get(clause.ref)
        if worded is None:
            continue
        older = was.get(worded.promise)
        offered = was.get(worded.offered)
        if older is not None:
            met.add(worded.promise)
            if older.text == clause.text:
                stayed += 1
            else:
                changed.append(Pair(older, clause))
        elif offered is not None:
            met.add(worded.offered)
            perhaps.append(Pair(offered, clause, worded.confidence, worded.promise))
        else:
            gained.append(clause)
    lost = tuple(clause for promise, clause in was.items() if promise not in met)
    return Comparison(stayed, tuple(changed), tuple(perhaps), lost, tuple(gained))


def _by_likeness(old: Reading, new: Reading) -> Comparison:
    before = {clause.ref: clause for clause in old.clauses if clause.promises}
    after = {clause.ref: clause for clause in new.clauses if clause.promises}
    pairs, met, taken = list[Pair](), set[str](), set[str]()
    for one, other, sure in sorted(lineage.match(old, new), key=lambda match: (-match[2], match[0], match[1])):
        if one not in met and other not in taken:
            met.add(one)
            taken.add(other)
            pairs.append(Pair(before[one], after[other], sure))
    order = {ref: place for place, ref in enumerate(after)}
    pairs.sort(key=lambda pair: order[pair.after.ref])
    told = [pair for pair in pairs if pair.before.text != pair.after.text]
    return Comparison(
        len(pairs) - len(told),
        tuple(pair for pair in told if pair.sure >= SURE_MATCH),
        tuple(pair for pair in told if pair.sure < SURE_MATCH),
        tuple(clause for ref, clause in before.items() if ref not in met),
        tuple(clause for ref, clause in after.items() if ref not in taken),
    )
