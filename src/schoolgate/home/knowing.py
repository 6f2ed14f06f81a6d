"""How we know how a promise stands: each check that spoke, what it was told, and that evidence's three dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.controls.contract import Control
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.evidence.pulling import PULLED
from schoolgate.home import boards
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.people.models import School
from schoolgate.policy.own_facts import policy_facts
from schoolgate.vocabulary import facts
from schoolgate.vocabulary.facts import FACTS
from schoolgate.vocabulary.roles import POSTS

# What is shown of each shape. Whatever is not listed here is never shown, so that no name can come with a new field.
_ROWS: Final[dict[type, tuple[tuple[str, Any], ...]]] = {
    facts.Counted: (
        ("on", gettext_lazy("Counted on")),
        ("of", gettext_lazy("In all")),
        ("good", gettext_lazy("As they should be")),
        ("late", gettext_lazy("Not as they should be")),
        ("unknown", gettext_lazy("Not heard from")),
        ("until", gettext_lazy("Speaks until")),
        ("soonest", gettext_lazy("The first of them ends on")),
    ),
    facts.Share: (
        ("on", gettext_lazy("Counted on")),
        ("of", gettext_lazy("In all")),
        ("good", gettext_lazy("As they should be")),
        ("late", gettext_lazy("Not as they should be")),
        ("until", gettext_lazy("Speaks until")),
    ),
    facts.AgreedFilter: (
        ("version", gettext_lazy("Version")),
        ("on", gettext_lazy("In force since")),
        ("roles", gettext_lazy("Signed by")),
        ("until", gettext_lazy("To be gone through by")),
    ),
    facts.Confirmed: (
        ("role", gettext_lazy("Said by")),
        ("on", gettext_lazy("Said on")),
        ("so", gettext_lazy("It is so")),
        ("nothing", gettext_lazy("Nothing to report")),
        ("attached", gettext_lazy("Files attached")),
        ("until", gettext_lazy("Speaks until")),
    ),
    facts.Looked: (
        ("on", gettext_lazy("Looked at on")),
        ("found", gettext_lazy("Found")),
        ("until", gettext_lazy("Speaks until")),
    ),
    facts.Knowers: (
        ("on", gettext_lazy("Counted on")),
        ("current", gettext_lazy("Signed off")),
        ("besides_head", gettext_lazy("Of them, besides the head")),
        ("lapsed", gettext_lazy("Signed off, and out of date")),
        ("until", gettext_lazy("The first of them ends on")),
    ),
    facts.Risks: (
        ("on", gettext_lazy("Counted on")),
        ("of", gettext_lazy("Open risks")),
        ("unmitigated", gettext_lazy("With nothing to reduce them, or nobody to answer for them")),
        ("not_looked_at", gettext_lazy("Not looked at for a term")),
    ),
    facts.OpenTriggers: (
        ("open", gettext_lazy("Call for a review, unanswered")),
        ("oldest", gettext_lazy("The first of them since")),
        ("due", gettext_lazy("To be reviewed by")),
        ("answered_on", gettext_lazy("The last was answered on")),
    ),
    facts.ReviewHeld: (("held_on", gettext_lazy("Held on")), ("next_due", gettext_lazy("The next by"))),
    facts.Consultation: (("last_held", gettext_lazy("People were last asked on")),),
    facts.Quorum: (("present", gettext_lazy("Were there")), ("needed", gettext_lazy("Were needed"))),
    facts.Delegations: (
        ("live", gettext_lazy("Passed on, in date")),
        ("lapsed", gettext_lazy("Passed on, and over")),
        ("soonest", gettext_lazy("The first of them ends on")),
    ),
    facts.GivenDate: (("words", gettext_lazy("The day")),),
    facts.GivenInterval: (("text", gettext_lazy("In its words")),),
    facts.AdoptionFact: (("ratified_on", gettext_lazy("Ratified on")),),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing a check was told. The dates are those of what is stored; None for what the policy says itself;
    what is looked up in this computer's own records is collected when it is asked for, and not received."""

    words: str
    source: str
    rows: tuple[tuple[str, str], ...]
    true_from: date
    collected: datetime | None = None
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check that spoke: ``way`` says whether it was measured, confirmed by a person, or read from the policy."""

    title: str
    way: str
    finding: Finding
    sources: str
    told: list[Known]


def how_we_know(school: School, found: PolicyStanding, chosen: PromiseStanding) -> tuple[Check, ...]:
    """Each check that spoke of a promise, with what it was told. One query, and those of what is looked up in
    the rooms below; none where no check spoke."""
    spoke = [(CONTROLS.get(key), finding) for key, finding in chosen.checks if key in CONTROLS]
    keys = set(chain.from_iterable(control.facts for control, _finding in spoke))
    stored = evidence.stored(school, keys, on=found.on, promise=chosen.promise.ref) if keys else {}
    known = {
        key: Known(FACTS[key].words, FACTS[key].source, rows(one.value), one.true_from, one.collected, one.received)
        for key, one in stored.items()
    }
    looked_up = evidence.pulled_of(school, keys, on=found.on) if keys else {}
    known |= {
        key: Known(FACTS[key].words, FACTS[key].source, rows(one.value), one.true_from, one.collected)
        for key, one in looked_up.items()
    }
    known |= _of_the_policy(found, keys)
    return tuple(_check(control, finding, known) for control, finding in spoke)


def _check(control: Control, finding: Finding, known: Mapping[str, Known]) -> Check:
    told = [key for key in control.facts if key in known]
    sources = dict.fromkeys(known[key].source for key in told)
    found = [key for key in told if key not in PULLED]  # what is looked up here is neither measured nor said
    return Check(
        control.title, _way(control, finding, found), finding, "; ".join(sources), [known[key] for key in told]
    )


def _way(control: Control, finding: Finding, told: Iterable[str]) -> str:
    """How a check comes to know, in a word or two."""
    shapes = [FACTS[key].shape for key in told]
    if finding.standing is Standing.DECLARED or facts.Confirmed in shapes:
        return _("Confirmed by a person")
    if any(shapes):
        return _("Measured")
    if control.ask:
        return _("A person is asked, and nobody has confirmed it yet")
    return _("Read from the policy") if shapes else _("Looked up in what is recorded here")


def rows(value: object) -> tuple[tuple[str, str], ...]:
    """What a fact holds, in plain words: counts, days, and the role of whoever said so; never a name."""
    listed = _ROWS.get(type(value), ())
    shown = ((str(words), _plain(name, getattr(value, name))) for name, words in listed)
    return tuple((words, text) for words, text in shown if text)


def _plain(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return boards.written(value)
    if name == "role":
        return POSTS.get(str(value), _("Somebody else"))
    if name == "roles":
        return ", ".join(str(POSTS.get(role, _("somebody else"))) for role in value) if isinstance(value, tuple) else ""
    return "" if value is None else str(value)


def _of_the_policy(found: PolicyStanding, keys: Iterable[str]) -> dict[str, Known]:
    """What the policy in force says itself: so since it came into force, and received when that was entered."""
    adoption, said = found.policy.adoption, policy_facts(found.policy)
    return {
        key: Known(
            FACTS[key].words,
            FACTS[key].source,
            rows(said[key]),
            adoption.in_force_from,
            received=adoption.recorded_at,
        )
        for key in keys
        if key in said
    }
