"""Thirty weeks of a made-up school, lived week by week by the real code.

People do most of what they are asked and some of it late; the device list comes on most visit days and then falls
silent; one thing is found not to be so and is put right, another is still being put right today. Which weeks go how is
drawn from a seed, so the same seed and day make the same school.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.evidence import actions as evidence
from schoolgate.evidence.queries import being_put_right, jobs, standing
from schoolgate.frame import outbox, rounds
from schoolgate.frame.actor import person as acting
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.people.queries import calendar, holders
from schoolgate.policy.queries import in_force
from schoolgate.site.demo import asked_sites, events, filter_tests, noticed
from schoolgate.site.demo.cast import Cast
from schoolgate.site.demo.clock import standing_at
from schoolgate.site.demo.telling import Tell, nobody
from schoolgate.vocabulary.facts import Counted
from schoolgate.vocabulary.topics import area_of

WEEKS: Final = 30
_TOLD: Final = 5  # weeks between two words on how far it is
VISIT: Final = 3  # Thursday, when IT support comes
_HOUR: Final = time(9, 20)
_SILENT: Final = 4  # weeks without the accounts list, up to today
_DEVICES: Final = 31
_DOES: Final = {"head": 0.9, "dsl": 0.95, "online-safety-lead": 0.9, "it-lead": 0.8, "office": 0.85}
_OTHERS_DO: Final = 0.75
_NOT_SO: Final = ("parents_told", "rights_reviewed")  # checks of which somebody says that it is not so, some months
_NOT_HERE: Final = ("If children have to learn from home", "Helpers must sign")
# By the subject of a promise: what is being done about it, and who does it.
_IN_HAND: Final = {
    "policy-review": ("Put the review on the agenda of the governors’ next meeting.", "chair"),
    "antivirus": ("Update the laptops that were late on the next visit day.", "it-lead"),
    "parent-communication": ("Hold the evening for families after half-term.", "online-safety-lead"),
    "training-staff": ("Book a second training day for those who missed the first.", "office"),
    "escalation-external": ("Ask the helpline for its new number.", "dsl"),
}
_TO_MEND: Final = timedelta(days=42)
_ELSE: Final = ("Go through it together and do what is missing.", "head")


def visit_days(until: date, weeks: int = WEEKS) -> Iterator[date]:
    """The Thursdays of the last ``weeks`` weeks, up to the day before ``until``."""
    last = until - timedelta(days=1)
    last -= timedelta(days=(last.weekday() - VISIT) % 7)
    yield from (last - timedelta(weeks=back) for back in reversed(range(weeks)))


def begins(until: date, weeks: int = WEEKS) -> date:
    """The Monday of the first of those weeks: the day the school began with Schoolgate."""
    return next(visit_days(until, weeks)) - timedelta(days=VISIT)


def live(school: School, cast: Cast, *, until: date, seed: int, weeks: int = WEEKS, tell: Tell = nobody) -> None:
    """Live the weeks up to the day before ``until``. Holidays pass with nobody doing anything."""
    chance = Random(seed)  # noqa: S311  (nothing here is secret)
    days = list(visit_days(until, weeks))
    children = len(holders(school, "pupils", on=days[0]))
    story = noticed.begin(school, cast, until=until, seed=seed)
    for number, day in enumerate(days):
        if number % _TOLD == 0:
            tell(f"week {number + 1} of {weeks}: {day.day} {day:%B %Y}.")
        moment = datetime.combine(day, _HOUR, ZoneInfo(school.time_zone))
        story.up_to(day)
        with standing_at(moment):
            rounds.go_round(moment)
            if not calendar(school).in_session(day):
                continue
            events.happen(school, cast, day, number)
            filter_tests.weekly(school, cast, number)
            asked_sites.weekly(school, cast, number)
            _lists(school, cast, day, len(days) - number, children, chance)
            _jobs(school, cast, day, seed)
            _put_right(school, cast, day)
            outbox.deliver_due()
    story.up_to(until)


def _lists(school: School, cast: Cast, day: date, weeks_to_go: int, children: int, chance: Random) -> None:
    """What IT support and the office count. A count speaks a fortnight, and the accounts list has not come for four."""
    it, office = acting(cast["it-lead"].ref), acting(cast["office"].ref)
    late, unseen = chance.choice((0, 0, 1, 2)), chance.choice((0, 0, 0, 2))
    if weeks_to_go == 1:
        late, unseen = 2, 2
    good = _DEVICES - late - unseen
    for key, value in (
        ("devices.definitions", Counted(_DEVICES, good, late, unseen, day)),
        ("devices.patched", Counted(_DEVICES, _DEVICES, 0, 0, day)),
        ("devices.encrypted", Counted(6, 6, 0, 0, day)),
        ("devices.listed", Counted(_DEVICES, _DEVICES, 0, 0, day)),
    ):
        evidence.put_fact(school, key, value, actor=it, true_from=day)
    if weeks_to_go > _SILENT:
        evidence.put_fact(school, "accounts.leavers", Counted(3, 3, 0, 0, day), actor=it, true_from=day)
        evidence.put_fact(school, "accounts.second_step", Counted(19, 19, 0, 0, day), actor=it, true_from=day)
    waiting = max(0, weeks_to_go - 1) % 12
    families = Counted(children, children - waiting, 0, waiting, day)
    evidence.put_fact(school, "agreements.photo_consents", families, actor=office, true_from=day)


def _jobs(school: School, cast: Cast, day: date, seed: int) -> None:
    """Everybody looks at their list, and does most of what is due within the fortnight, in one sitting."""
    idle = _not_here(school, day)
    for job in jobs(school, on=day):
        doer = next((person for person in cast.by_role.values() if job.is_of(person.ref)), None)
        drawn = Random(f"{seed} {day} {job.role} {job.kind} {job.about if job.kind == 'ask' else ''}")  # noqa: S311
        willing = drawn.random() < _DOES.get(job.role, _OTHERS_DO)
        if doer is None or not willing or job.due > day + timedelta(days=14):
            continue
        answers = {ref: "na" if ref in idle else "yes" for ref in job.unanswered} if job.kind == "sentences" else None
        so = job.about not in _NOT_SO or day.month % 2 == 0
        evidence.do_job(school, job.ref, actor=acting(doer.ref), person=doer, so=so, answers=answers)


def _not_here(school: School, day: date) -> set[str]:
    """The sentences that do not apply here at present."""
    found = in_force(school, on=day)
    return {one.ref for one in found.promises if one.clause.text.startswith(_NOT_HERE)} if found else set()


def _put_right(school: School, cast: Cast, day: date) -> None:
    """Whatever needs putting right gets what, who and by when; what was said before and is mended is done."""
    found = standing(school, on=day)
    broken = {one.promise.ref: one for one in found.promises if one.standing is Standing.BROKEN} if found else {}
    said = {remedy.promise: remedy for remedy in being_put_right(school, day)}
    for ref in sorted(broken.keys() - said.keys()):
        topics = broken[ref].promise.clause.topics
        what, who = _IN_HAND.get(area_of(topics[0].key), _ELSE) if topics else _ELSE
        by_when = day + _TO_MEND
        evidence.put_right(school, ref, what=what, who=cast[who], by_when=by_when, actor=acting(cast["head"].ref))
    for ref in sorted(said.keys() - broken.keys()):
        if not said[ref].done:
            evidence.remedy_done(school, said[ref].ref, actor=acting(cast["head"].ref))
