"""Sentences of the policy in force that cannot both be kept, and what the school goes by where somebody has said so."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.ledger.queries import kept
from schoolgate.people.models import School
from schoolgate.policy import meetings
from schoolgate.policy import queries as policies
from schoolgate.policy.actions import Change
from schoolgate.policy.meetings import BOTH, Ruled
from schoolgate.policy.promises import PolicyInForce
from schoolgate.reading.model import Clause, Lint

FIRST, SECOND = "first", "second"
_NONE, _WORDS, _OUT = "none", "words", "out"
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences side by side, why they collide, and the latest ruling on them, if there is one."""

    one: Clause
    other: Clause
    note: Lint
    ruled: Ruled | None
    numbers: dict[str, int]  # of the promises in force, by sentence
    promises: dict[str, str]  # their refs, by sentence

    @property
    def message(self) -> str:
        """Why they collide, without the other sentence, which stands beside."""
        return self.note.message.partition(" The other: ")[0]

    @property
    def sides(self) -> list[dict[str, Any]]:
        """Each sentence as a page shows it: its words, where it stands, its promise, whether it holds."""
        return [
            {
                "clause": side,
                "place": side.heading[-1] if side.heading else "",
                "number": self.numbers.get(side.ref),
                "promise": self.promises.get(side.ref, ""),
                "holds": self.ruled is not None and self.ruled.holds in (side.ref, BOTH),
                "yields": self.ruled is not None and self.ruled.holds not in ("", side.ref, BOTH),
            }
            for side in (self.one, self.other)
        ]

    def beside(self, clause: str) -> Clause:
        """The other of the two."""
        return self.other if clause == self.one.ref else self.one


def disagreements(school: School, policy: PolicyInForce, on: date) -> tuple[Disagreement, ...]:
    """Every pair that we found in the policy in force, those nobody has decided first."""
    clauses = {clause.ref: clause for clause in policy.reading.clauses}
    numbers = {promise.clause.ref: promise.number for promise in policy.promises}
    promises = {promise.clause.ref: promise.ref for promise in policy.promises}
    noted = [
        note
        for note in policies.remarks(policy.version, on=on, nation=school.nation)
        if note.clause in clauses and note.other_clause in clauses
    ]
    if not noted:
        return ()
    ruled = kept(school.ref, ("rulings",), lambda: meetings.rulings(school), rests_on=frozenset())
    found = [
        Disagreement(
            clauses[note.clause or ""],
            clauses[note.other_clause or ""],
            note,
            ruled.get(frozenset((note.clause or "", note.other_clause or ""))),
            numbers,
            promises,
        )
        for note in noted
    ]
    return tuple(sorted(found, key=lambda one: one.ruled is not None))


class Decide(forms.Form):
    """Which of two sentences holds, why, since when, and what to put to governors to end it."""

    holds = forms.ChoiceField(
        label=_("Which one holds?"),
        choices=[
            (FIRST, _("The first")),
            (SECOND, _("The second")),
            (BOTH, _("Both, because they are for different cases")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which one holds, or that both do.")},
    )
    words = forms.CharField(
        label=_("Why, and what staff go by"),
        help_text=_("A sentence or two. Where both hold, say when each does. No names."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence why, and what staff go by.")},
    )
    on = DayField(label=_("Decided on"), error_messages={"required": _("Give the day when it was decided.")})
    change = forms.ChoiceField(
        label=_("Put a change to governors as well?"),
        choices=[
            (_NONE, _("No, this is enough for now")),
            (_WORDS, _("Yes, other words for the sentence that does not hold")),
            (_OUT, _("Yes, take out the sentence that does not hold")),
        ],
        widget=forms.RadioSelect,
        initial=_NONE,
        required=False,
    )
    proposed = forms.CharField(
        label=_("The other words"),
        help_text=_(
            "Where both hold, they are for the first of the two. Governors decide; nothing changes until then."
        ),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("change") == _WORDS and not given.get("proposed", "").strip():
            self.add_error("proposed", _("Write the other words, or choose no change."))
        if given.get("change") == _OUT and given.get("holds") == BOTH:
            self.add_error(
                "change", _("Where both hold, neither is taken out. Write other words, or choose no change.")
            )
        return given

    def holding(self, pair: Disagreement) -> str:
        """The ref of the sentence that holds, or ``BOTH``."""
        return {FIRST: pair.one.ref, SECOND: pair.other.ref}.get(self.cleaned_data["holds"], BOTH)

    def change_to(self, pair: Disagreement) -> Change | None:
        given = self.cleaned_data
        if given["change"] not in (_WORDS, _OUT):
            return None
        changed = pair.other if given["holds"] == FIRST else pair.one
        return Change(changed.ref, changed.text, "" if given["change"] == _OUT else given["proposed"])
