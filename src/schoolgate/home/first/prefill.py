"""What we already know of the answers: from what the school said before, else from the policy, with the page it is on.

Pure: given the reading, the roles held and the settings, it never asks the database.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.reading.model import Clause, Reading
from schoolgate.vocabulary.settings import WEEKDAYS

_DAY: Final = re.compile(r"\b(?:on |every |each )?(mon|tues|wednes|thurs|fri)days?\b", re.IGNORECASE)
_VISITS: Final = re.compile(
    r"\btechnician|\bIT support|\bICT support|\bvisit|\bon site|\bnetwork manager", re.IGNORECASE
)
_FILTERING: Final = frozenset({"web-filtering", "filter-change"})
_COMPUTERS: Final = frozenset({"patching", "antivirus", "encryption", "asset-inventory", "backup", "access-rights"})
_LEADS: Final = frozenset({"dsl", "deputy-dsl", "safeguarding-team"})
_GOVERNING: Final = frozenset({"governors", "online-safety-governor", "chair"})


@dataclass(frozen=True, slots=True)
class Known:
    """An answer we have already. ``said`` is that the school said it here; ``page`` where the policy does."""

    value: str = ""
    page: int | None = None
    said: bool = False

    @property
    def words(self) -> str:
        """The line above the box: where it comes from."""
        if self.said:
            return _("You told us this. Is it still right?")
        if not self.value:
            return _("Your policy does not say.")
        if self.page:
            return _("From page %(page)s. Is this still right?") % {"page": self.page}
        return _("From your policy. Is this still right?")


def worth_asking(promises: Iterable[Clause]) -> tuple[str, ...]:
    """The questions whose answer bears on a promise of this policy, in the order they are asked; six at most."""
    found = tuple(promises)
    areas = {area for clause in found for area in clause.areas}
    who = {role for clause in found for role in clause.who}
    terms = any(one.when and (one.when.clock == "school" or one.when.unit in ("term", "half_term")) for one in found)
    asked = {
        "leads": bool(who & _LEADS) or "roles-assigned" in areas or "escalation-external" in areas,
        "computers": "it-lead" in who or bool(areas & _COMPUTERS),
        "governor": bool(who & _GOVERNING) or "governor-reporting" in areas,
        "filter": bool(areas & _FILTERING),
        "terms": terms,
        "alerts": "monitoring" in areas or "incident-log" in areas,
    }
    return tuple(key for key, worth in asked.items() if worth)


def known(reading: Reading, holders: Mapping[str, str], said: Mapping[str, str]) -> dict[str, Known]:
    """By the boxes of the form. ``holders`` are names by role, ``said`` the school's settings."""
    return {
        "dsl": _holder(reading, holders, "dsl"),
        "deputy": _holder(reading, holders, "deputy-dsl"),
        "support": _said(said, "it.support") or _held(holders, "it-lead") or _technician(reading),
        "visit_day": _said(said, "it.visit-day") or _visit_day(reading),
        "governor": _holder(reading, holders, "online-safety-governor"),
        "supplier": _said(said, "filter.supplier") or _supplier(reading),
        "alerts": _said(said, "alerts.out-of-hours") or Known(),
    }


def _said(said: Mapping[str, str], key: str) -> Known | None:
    return Known(said[key], said=True) if said.get(key) else None


def _held(holders: Mapping[str, str], role: str) -> Known | None:
    return Known(holders[role], said=True) if role in holders else None


def _holder(reading: Reading, holders: Mapping[str, str], role: str) -> Known:
    held = _held(holders, role)
    if held:
        return held
    named = next((one for one in reading.document.post_holders if one.role == role), None)
    return Known(named.name, _page_of(reading, named.name)) if named else Known()


def _technician(reading: Reading) -> Known:
    named = next((one for one in reading.document.post_holders if one.role == "it-lead"), None)
    if named:
        return Known(named.name, _page_of(reading, named.name))
    if company := reading.document.it_support:
        return Known(company, _page_of(reading, company))
    acting = next((one for one in reading.clauses if "it-lead" in one.who), None)
    return Known(_("IT support"), acting.span.page) if acting else Known()


def _visit_day(reading: Reading) -> Known:
    for clause in reading.clauses:
        day = _DAY.search(clause.text)
        if day and _VISITS.search(clause.text):
            key = next(key for key, _words in WEEKDAYS if key.startswith(day[1].lower()))
            return Known(key, clause.span.page)
    return Known()


def _supplier(reading: Reading) -> Known:
    """A supplier or product the policy names where it speaks of the web filter."""
    document = reading.document
    if document.filter_supplier:
        return Known(document.filter_supplier, _page_of(reading, document.filter_supplier))
    for clause in reading.clauses:
        if clause.promises and not _FILTERING & set(clause.areas[:1]):
            continue
        for name in (*document.suppliers, *document.software):
            if "filter" in clause.text.lower() and re.search(rf"\b{re.escape(name)}\b", clause.text, re.IGNORECASE):
                return Known(name, clause.span.page)
    return Known()


def _page_of(reading: Reading, words: str) -> int | None:
    return next((block.page for block in reading.extract.blocks if words in block.text), None)
