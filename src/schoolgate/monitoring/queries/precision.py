"""How well each rule did, from what was decided: how often it was nothing, and what to do about it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from schoolgate.monitoring.alerts.ranking import advice
from schoolgate.monitoring.alerts.wording import sentence
from schoolgate.monitoring.models import NOTHING, Alert, AlertDecision, Mute
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@dataclass(frozen=True, slots=True)
class Precision:
    """``mattered`` of ``decided`` were more than no concern. ``share`` is that in a hundred, None where nothing was
    decided; ``advice`` is mute, tighten, few or nothing."""

    rule: str
    words: str
    noticed: int
    decided: int
    mattered: int
    share: int | None
    advice: str


@dataclass(frozen=True, slots=True)
class SetAside:
    ref: str
    words: str
    why: str
    by: str
    agreed_by: str
    until: date
    waits: bool
    mine: bool


def precision(school: School) -> list[Precision]:
    """Each rule that noticed anything; the most often nothing first."""
    last: dict[int, str] = {}
    rows = AlertDecision.objects.for_school(school).order_by("at", "pk")
    for alert, outcome in rows.values_list("alert", "outcome"):
        last[alert] = outcome
    noticed: Counter[str] = Counter()
    outcomes: dict[str, list[str]] = defaultdict(list)
    grave: dict[str, str] = {}
    category: dict[str, str] = {}
    told = Alert.objects.for_school(school).values_list("pk", "rule", "severity", "category", "state")
    for pk, rule, severity, about, state in told:
        noticed[rule] += 1
        grave[rule] = severity if severity == "high" or rule not in grave else grave[rule]
        category[rule] = about
        if pk in last and state == Alert.State.DECIDED:
            outcomes[rule].append(last[pk])
    found = [_told(rule, category[rule], noticed[rule], outcomes[rule], grave[rule]) for rule in noticed]
    return sorted(found, key=lambda one: (one.share is None, one.share or 0, one.rule))


def _told(rule: str, category: str, noticed: int, outcomes: list[str], severity: str) -> Precision:
    decided, nothing = len(outcomes), sum(one in NOTHING for one in outcomes)
    share = round(100 * (decided - nothing) / decided) if decided else None
    return Precision(
        rule, _words(rule, category), noticed, decided, decided - nothing, share, advice(decided, nothing, severity)
    )


def _words(rule: str, category: str) -> str:
    fixed = {
        "help": "A child asked for help",
        "blocked-again": "A closed site asked for again and again",
        "sudden-silence": "A sudden silence",
    }
    return fixed.get(rule) or sentence(rule, category, count=1, minutes=1, blocked=False).rstrip(".")


def set_aside(school: School, *, viewer: Person) -> list[SetAside]:
    """What is set aside today, or waits for a second person."""
    rows = Mute.objects.for_school(school).filter(until__gte=today(school)).select_related("by", "agreed_by")
    category = dict(Alert.objects.for_school(school).values_list("rule", "category"))
    return [
        SetAside(
            row.ref,
            _words(row.rule, category.get(row.rule, "")),
            row.why,
            row.by.name,
            row.agreed_by.name if row.agreed_by else "",
            row.until,
            row.agreed_at is None,
            row.by == viewer,
        )
        for row in rows.order_by("pk")
    ]
