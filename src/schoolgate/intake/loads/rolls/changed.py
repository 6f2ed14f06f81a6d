"""Rolls of changes: who is gone by them, and which of their rows are older than what is known."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Reject, Row
from schoolgate.intake.loads.contract import Change
from schoolgate.intake.loads.rolls.classes import class_names
from schoolgate.intake.loads.rolls.entries import Entry, Fault, Roll
from schoolgate.kernel.names import same_number
from schoolgate.people.families.for_rolls import Told
from schoolgate.people.known import Known
from schoolgate.people.rolls import STAFF_ROLES

_SOON: Final = timedelta(days=1)  # clocks of other zones
_PARENTS: Final = "parents"


def known_rows(people: Iterable[Known]) -> Iterator[Row]:
    """Those on roll whom a roll of changes may speak of by number alone, as rows that say nothing new of them."""
    for one in people:
        number, role = one.identifiers.get("sourced-id", ""), _role(one)
        if number and role and one.names:
            names = {"given_name": one.names.given, "family_name": one.names.family, "born": one.names.born}
            what = {"what": rows_of.PUPIL} if role == "pupils" else {"what": rows_of.STAFF, "role": role}
            yield Row(0, {**what, **names, "sourced-id": number})


def _role(one: Known) -> str:
    return next((role for role in ("pupils", *STAFF_ROLES) if role in one.roles and one.roles[role].by_roll), "")


def gone_by(roll: Roll, people: Sequence[Known], told: Told) -> tuple[list[Known], list[Fault]]:
    """Whom the roll says are gone; and rows that say so of nobody here, or are older than what is known of them."""
    rows = roll.by_what[rows_of.GONE]
    by_number = {same_number(one.identifiers["sourced-id"]): one for one in people if "sourced-id" in one.identifiers}
    found, faults, unknown = list[Known](), list[Fault](), 0
    for row in rows:
        one = by_number.get(same_number(row.values["sourced-id"]))
        if one is None or not one.roles:
            unknown += 1
        elif because := older(row.values.get("changed", ""), one, told):
            faults.append(Fault(Entry("", [row], dict(row.values)), because))
        else:
            found.append(one)
    if unknown:
        who = "One person whom" if unknown == 1 else f"{unknown:,} people whom"
        roll.remarks.append(f"{who} the file says are gone {'is' if unknown == 1 else 'are'} not here: left out.")
    return found, faults


def older(changed: str, known: Known | None, told: Told) -> str:
    """Why a row that was changed then is not used, or nothing."""
    until = told.until(known.ref) if known else told.whole
    if not changed or not until or changed >= until:
        return ""
    return (
        f"It was changed on {_spelt(changed)}, and a roll that tells of this person until {_spelt(until)} was loaded "
        "already. Load rolls of changes in their order, or a whole export."
    )


def is_older(roll: Roll, told: Told) -> str:
    """A question, where a whole export is older than the last."""
    if not roll.whole or not roll.latest or not told.whole or roll.latest >= told.whole:
        return ""
    last, before = _spelt(roll.latest), _spelt(told.whole)
    return f"It tells of nothing after {last}, and one until {before} was loaded. Is it the newest?"


def about(roll: Roll, on: date) -> dict[str, object]:
    """What is kept of the load as a whole. A moment after tomorrow is a slip, and would shut out all others."""
    sane = roll.latest and date.fromisoformat(roll.latest[:10]) <= on + _SOON
    if roll.latest and not sane:
        roll.remarks.append(f"Some rows say that they were changed on {_spelt(roll.latest)}, which is not yet.")
    classes = {key: list(told) for key, told in class_names(roll.classes).items()}
    return {"until": roll.latest if sane else "", "whole": roll.whole, "classes": classes}


def left_classes(roll: Roll, told: Told) -> set[tuple[str, str]]:
    """Kind and name (folded) of classes that the roll says are no more."""
    keys = [row.values["class"] for row in roll.by_what[rows_of.LEFT] if row.values.get("of") == rows_of.CLASS]
    return {(kind, name.casefold()) for key in keys if key in told.classes for kind, name in [told.classes[key]]}


def stale(
    changes: Iterable[tuple[Entry, Known | None, Change]], roll: Roll, told: Told
) -> tuple[list[Change], list[Reject]]:
    """The changes of a roll of changes without those whose rows are older than what is known."""
    kept, rejects = list[Change](), list[Reject]()
    for entry, known, made in changes:
        because = older(entry.changed, known, told) if roll.changes else ""
        if because:
            rejects += Fault(entry, because).rejects()
        else:
            kept.append(made)
    return kept, rejects


def _spelt(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]} {moment[11:16]}"
