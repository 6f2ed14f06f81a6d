"""One promise opened: its mark and why, who and by when, how we know, who did what, and what national advice says."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.intervals import ThenAndNow
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.home import boards
from schoolgate.home.addresses import way
from schoolgate.home.disagreeing import disagreements
from schoolgate.home.knowing import how_we_know
from schoolgate.home.proving import proofs
from schoolgate.home.told import Told, told
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import queries as people
from schoolgate.people.access import Visit
from schoolgate.people.circles import LEADERS, RECORD
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.policy.meetings import BOTH
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import NATURES
from schoolgate.vocabulary.topics import TOPICS

_MOST_LINES: Final = 20
# Posts that one person holds, who is then named; the others are many, and their role says enough.
_NAMED: Final = frozenset({
    "head", "dsl", "deputy-dsl", "online-safety-lead", "computing-lead", "chair", "online-safety-governor", "it-lead",
    "office", "dpo",
})  # fmt: skip


def panel(here: Visit, found: PolicyStanding, chosen: PromiseStanding) -> dict[str, Any]:
    """What the template of an open promise needs."""
    clause, nation = chosen.promise.clause, here.school.nation
    said, meant = boards.clock(clause.when)
    return {
        "promise": chosen,
        "tone": boards.mark_of(chosen.finding).tone,
        "ref": chosen.promise.ref,
        "number": chosen.promise.number,
        "of": len(found.promises),
        "who": who(here.school, clause.who, found),
        "said": said,
        "meant": meant,
        "nature": NATURES[clause.nature],
        "subjects": [TOPICS[guess.key] for guess in clause.topics if guess.key in TOPICS][:3],
        "checks": how_we_know(here.school, found, chosen),
        "proofs": proofs(chosen),
        "notes": [
            note
            for note in boards.notes(policies.remarks(found.policy.version, on=found.on, nation=nation), clause.ref)
            if note.other_clause is None  # those stand beside the other sentence
        ],
        "disagrees": disagrees(here.school, found, clause.ref),
        "advice": boards.advice(clause, found.on, nation),
        "asks": chosen in boards.questions([chosen]),
        "remedies": evidence.being_put_right(here.school, found.on, promise=chosen.promise.ref),
        "put_right": way("home.put-right", here.school.ref, chosen.promise.ref) if here.roles & set(LEADERS) else "",
        "did": did(here.school, chosen.promise.ref) if here.roles & set(RECORD) else None,
    }


def disagrees(school: School, found: PolicyStanding, clause: str) -> list[dict[str, Any]]:
    """The sentences that a sentence cannot be kept beside, each with the latest ruling and whether this one holds."""
    pairs = disagreements(school, found.policy, found.on)
    return [
        {
            "pair": pair,
            "other": pair.beside(clause),
            "both": pair.ruled is not None and pair.ruled.holds == BOTH,
            "holds": pair.ruled is not None and pair.ruled.holds == clause,
            "yields": pair.ruled is not None and pair.ruled.holds == pair.beside(clause).ref,
        }
        for pair in pairs
        if clause in (pair.one.ref, pair.other.ref)
    ]


def told_twice(school: School, on: date, found: PolicyStanding, promise: str) -> ThenAndNow | None:
    """The promise as its page said it on a past day beside what is known of that day now, where the two part."""
    told = evidence.then_and_now(school, on, found=found).differences
    return next((one for one in told if one.promise == promise), None)


def who(school: School, roles: Iterable[str], found: PolicyStanding) -> tuple[str, ...]:
    """Who must act, by name: who acts for the role that day, else whom the policy names for it."""
    wanted = tuple(roles)
    acting = people.acting_each(school, [role for role in wanted if role in _NAMED], found.on)
    written = dict(zip(wanted, boards.owners(wanted, found.policy.reading.document), strict=True))
    return tuple(
        f"{ROLES[role]} ({acting[role].name})" if role in acting and acting[role].covered else written[role]
        for role in wanted
    )


def did(school: School, promise: str) -> tuple[Told, ...]:
    """What the record says was done about one promise, latest first."""
    found = lines(school_chain(school.ref), labels=[Label.SCHOOL], subject=promise, at_most=_MOST_LINES)
    return tuple(told(school, found))
