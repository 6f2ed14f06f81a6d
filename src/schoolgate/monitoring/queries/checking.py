"""The morning check, as its page shows it: what to look at by harm, what the list cannot see, who is waited for."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.estate.queries import devices
from schoolgate.monitoring.alerts.ranking import Weighed, rank
from schoolgate.monitoring.alerts.wording import HEADINGS, before, heading_of, number, sentence, spoken
from schoolgate.monitoring.models import NOTHING, Alert, AlertDecision, MorningCheck
from schoolgate.monitoring.queries.answers import Answer, answers
from schoolgate.monitoring.queries.coverage import CannotSee, cannot_see
from schoolgate.monitoring.queries.pending import MINUTES
from schoolgate.people.access import Visit, today
from schoolgate.people.models import Group, Membership, School

SAMPLE: Final = 3
_LAST: Final = 6  # of those like it
# What a sentence quotes was typed: it stays hidden until it is pressed for.
_QUOTED: Final = re.compile(r"“[^”]*”")
_SAID: Final = ("help", "found")  # of these nothing was typed: what was pressed stands in the sentence
MOST: Final = 100  # on one page; the rest comes when these are decided


@dataclass(frozen=True, slots=True)
class Card:
    """One alert. ``who`` and ``said`` name no child; ``words`` says only whether there are any to show."""

    ref: str
    heading: str
    who: str
    when: str
    title: str
    said: tuple[str, ...]
    why: str
    words: bool
    person: bool
    device: bool
    illegal: bool
    teaches: bool
    severity: str
    at: str  # of the last time, as a machine reads it
    asks: bool  # whether only somebody who knows could say which child it was
    staff: tuple[tuple[str, str], ...]  # adults of the class, whose lesson it may have been
    answered: str  # ref of who said what they were teaching


@dataclass(frozen=True, slots=True)
class Aside:
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Check:
    """``groups`` are headings with their cards, in the order of harm; ``more`` is how many are not on this page."""

    since: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    minutes: int
    cannot_see: tuple[CannotSee, ...]
    aside: int
    sample: tuple[Aside, ...]
    waiting: tuple[str, ...]
    more: int = 0
    own: int = 0  # about whoever looks: somebody else decides

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for _, cards in self.groups for card in cards)


def check(here: Visit, now: datetime) -> Check:
    """What there is for whoever reads alerts, at a moment."""
    school, zone = here.school, ZoneInfo(here.school.time_zone)
    last = MorningCheck.objects.for_school(school).order_by("-at").first()
    rows = list(Alert.objects.for_school(school).filter(state__in=("open", "waiting")).order_by("pk"))
    mine = Pseudonyms.of(school).of_ref(here.person.ref)
    own = sum(bool(row.person) and row.person == mine for row in rows)
    said = answers(school, [row for row in rows if row.state == Alert.State.WAITING])
    shown = [row for row in rows if row.person != mine or not row.person]
    shown = [row for row in shown if row.state == Alert.State.OPEN or said[row.pk].said]
    waiting = tuple(said[row.pk].waits for row in rows if row.state == Alert.State.WAITING and not said[row.pk].said)
    alike = _alike(school, {row.alike for row in shown})
    ordered = sorted(shown, key=lambda row: (rank(_weighed(row, alike)), row.first_at))
    cards = _cards(here.school, ordered[:MOST], alike, said, now)
    aside = _aside(school, last.at if last else None)
    return Check(
        since=spoken(last.at, now, zone) if last else "The beginning",
        groups=_grouped(cards),
        minutes=sum(MINUTES.get(row.severity, 1) for row in ordered),
        cannot_see=tuple(cannot_see(school, now)),
        aside=sum(aside.values()),
        sample=_sample(aside, f"{today(school)}"),
        waiting=waiting,
        more=max(0, len(ordered) - MOST),
        own=own,
    )


def _weighed(row: Alert, alike: Mapping[str, list[str]]) -> Weighed:
    found = alike.get(row.alike, [])
    return Weighed(heading_of(row.category, illegal=row.illegal), row.severity, len(found), _nothing(found))


def _nothing(outcomes: list[str]) -> int:
    """How many were nothing to worry about: no concern, or a lesson."""
    return sum(one in NOTHING for one in outcomes)


def _alike(school: School, keys: set[str]) -> dict[str, list[str]]:
    """By what is alike: the last outcomes, newest first. Of each alert the last decision counts."""
    found: dict[str, dict[int, str]] = {}
    rows = AlertDecision.objects.for_school(school).filter(alert__alike__in=keys).order_by("-at", "-pk")
    for alike, alert, outcome in rows.values_list("alert__alike", "alert", "outcome"):
        if len(found.setdefault(alike, {})) < _LAST:
            found[alike].setdefault(alert, outcome)
    return {alike: list(outcomes.values()) for alike, outcomes in found.items()}


def _cards(
    school: School,
    rows: Iterable[Alert],
    alike: Mapping[str, list[str]],
    answered: Mapping[int, Answer],
    now: datetime,
) -> list[Card]:
    zone, pseudonyms = ZoneInfo(school.time_zone), Pseudonyms.of(school)
    labels = {pseudonyms.of_ref(one.ref): one.label for one in devices(school, on=today(school))}
    groups = dict(Group.objects.for_school(school).values_list("ref", "name"))
    rows, cards = list(rows), []
    staff = _staff_of(school, rows)
    for row in rows:
        classes = [groups[ref] for ref in row.groups.split() if ref in groups]
        outcomes, answer = alike.get(row.alike, []), answered.get(row.pk, Answer())
        said = [_knowing(row), before(len(outcomes), _nothing(outcomes)), answer.said]
        cards.append(
            Card(
                ref=row.ref,
                heading=heading_of(row.category, illegal=row.illegal),
                who=_who(row, labels.get(row.device, ""), classes),
                when=spoken(row.last_at, now, zone),
                title=_title(row),
                said=tuple(filter(None, said)),
                why=_QUOTED.sub("what was typed", row.because),
                words=bool(row.words) and row.rule not in _SAID,
                person=bool(row.person),
                device=bool(row.device or row.person) and not row.illegal,
                illegal=row.illegal,
                teaches=bool(classes),
                severity=row.severity,
                at=row.last_at.isoformat(timespec="minutes"),
                asks=bool(classes) and not row.person and not row.illegal,
                staff=tuple({ref: name for one in row.groups.split() for ref, name in staff.get(one, ())}.items()),
                answered=answer.teacher,
            )
        )
    return cards


def _title(row: Alert) -> str:
    if row.rule == "help":
        return f"A child pressed “{row.words}”." if row.words else "A child asked for help."
    minutes = round((row.last_at - row.first_at) / timedelta(minutes=1))
    return sentence(row.rule, row.category, count=row.count, minutes=minutes, blocked=row.blocked)


def _who(row: Alert, label: str, classes: list[str]) -> str:
    device = label or ("A device that is not in the list" if row.device else "")
    words = ", ".join(filter(None, (device, *classes))) or "Not known where"
    return f"{words} (shared)" if row.shared else words


def _knowing(row: Alert) -> str:
    if row.shared:
        return "It is shared, so we do not know which child. The teacher of that lesson may."
    # A class as a whole has no log-in of which anybody could be known.
    return "" if row.person or not row.device else "Nobody is known to have been signed in."


def _staff_of(school: School, rows: Iterable[Alert]) -> dict[str, list[tuple[str, str]]]:
    """Who works with each class today, by its ref: refs and names."""
    groups = {ref for row in rows for ref in row.groups.split()}
    found: dict[str, list[tuple[str, str]]] = {}
    there = Membership.objects.for_school(school).as_of(today(school)).filter(group__ref__in=groups, capacity="staff")
    for one in there.select_related("person", "group").order_by("pk") if groups else ():
        if one.person.name:
            found.setdefault(one.group.ref, []).append((one.person.ref, one.person.name))
    return found


def _aside(school: School, since: datetime | None) -> Counter[str]:
    """What was set aside since the last check, by its sentence."""
    rows = Alert.objects.for_school(school).filter(state=Alert.State.SET_ASIDE)
    rows = rows.filter(noticed_at__gt=since) if since else rows
    found: Counter[str] = Counter()
    for row in rows.only("rule", "category", "count", "first_at", "last_at", "blocked", "words").iterator():
        found[sentence(row.rule, row.category, count=1, minutes=1, blocked=row.blocked)] += 1
    return found


def _sample(aside: Counter[str], seed: str) -> tuple[Aside, ...]:
    """Some by chance: the same ones all day, so that nobody can press until it looks well."""
    kinds = sorted(aside)
    chosen = random.Random(seed).sample(kinds, min(SAMPLE, len(kinds)))  # noqa: S311  (a sample, no secret)
    return tuple(Aside(words, aside[words]) for words in sorted(chosen))


def _grouped(cards: list[Card]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Headings as their first card comes."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.heading, []).append(card)
    return tuple((HEADINGS[key], tuple(some)) for key, some in found.items())


def heading(found: Check) -> str:
    """The first line: "3 to look at, about 4 minutes." """
    count = len(found.cards) + found.more
    if not count:
        return "Nothing to look at."
    minutes = "a minute" if found.minutes == 1 else f"{found.minutes} minutes"
    return f"{count} to look at, about {minutes}."


def finishing(found: Check, decided: int) -> str:
    """What is signed: "I have looked at these three; I know that ... is not covered." """
    looked = "I have looked; nothing was found" if not decided else "I have looked at all of these"
    if decided:
        looked = "I have looked at this one" if decided == 1 else f"I have looked at these {number(decided)}"
    blind = len(found.cannot_see)
    if not blind:
        return f"{looked}."
    return f"{looked}; I know " + (
        "what is named above is not covered." if blind > 1 else f"{_small(found)} is not covered."
    )


def _small(found: Check) -> str:
    return f"“{found.cannot_see[0].words}”"


def decided_since(school: School) -> int:
    """How many alerts were decided since the last check was finished."""
    last = MorningCheck.objects.for_school(school).order_by("-at").first()
    rows = AlertDecision.objects.for_school(school)
    rows = rows.filter(at__gt=last.at) if last else rows
    return int(rows.values("alert").distinct().count())


def all_aside(school: School) -> list[Aside]:
    """Everything that is set aside since the last check, by its sentence, the most first."""
    last = MorningCheck.objects.for_school(school).order_by("-at").first()
    return [Aside(words, count) for words, count in _aside(school, last.at if last else None).most_common()]
