"""When promises are judged again: as soon as the policy, our reading of it or a fact changes, and once each day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from schoolgate.caretaking.events import BackupRestored
from schoolgate.evidence.actions import judge_day, judge_since, put_fact
from schoolgate.evidence.actions.reminding import each_day as ask_each_day
from schoolgate.evidence.events import FactPut
from schoolgate.evidence.rhythms import good_until
from schoolgate.frame.actor import system
from schoolgate.frame.outbox import handles
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.access import today
from schoolgate.people.events import SettingsChanged
from schoolgate.people.queries import calendar, school, schools
from schoolgate.policy.events import LineageAnswered, PutInForce, ReadingAnswered, ReadingsConfirmed
from schoolgate.vocabulary.shapes import Looked


@handles(PutInForce, "evidence.judge-new-policy")
def _on_put_in_force(happened: PutInForce) -> None:
    _judge(happened.school)


@handles(PutInForce, "evidence.jobs-of-new-policy")
def _on_promises_made(happened: PutInForce) -> None:
    here = school(happened.school)
    ask_each_day(here, on=today(here), again=True)


@handles(ReadingAnswered, "evidence.judge-corrected-reading")
def _on_reading_answered(happened: ReadingAnswered) -> None:
    _judge(happened.school)


@handles(ReadingsConfirmed, "evidence.judge-confirmed-readings")
def _on_readings_confirmed(happened: ReadingsConfirmed) -> None:
    _judge(happened.school)


@handles(LineageAnswered, "evidence.judge-settled-lineage")
def _on_lineage_answered(happened: LineageAnswered) -> None:
    _judge(happened.school)


@handles(SettingsChanged, "evidence.judge-after-settings")
def _on_settings_changed(happened: SettingsChanged) -> None:
    _judge(happened.school)


@handles(FactPut, "evidence.judge-new-fact")
def _on_fact_put(happened: FactPut) -> None:
    here = school(happened.school)
    judge_since(here, put_at=datetime.fromisoformat(happened.at), on=today(here), now=timezone.now())


@handles(BackupRestored, "evidence.backup-restored")
def _on_backup_restored(happened: BackupRestored) -> None:
    here, at = school(happened.school), datetime.fromisoformat(happened.at)
    day = _day(here.time_zone, at)
    value = Looked(day, good_until(calendar(here), "termly", day))
    key = "caretaking.backup_restored_on"
    put_fact(here, key, value, actor=system("backup"), true_from=day, collected_at=at, source="backup")


@each_round("evidence.judge-each-day")
def each_day(now: datetime) -> int:
    """Judge every school that has not been judged on its own today. Returns how many findings changed."""
    return sum(for_each(schools(), lambda one: judge_day(one, on=today(one), now=now, again=False)))


@each_round("evidence.jobs-each-day")
def ask_everybody(now: datetime) -> int:
    """Make each school's jobs of its day and remind of them, once a day. Returns how many jobs and letters it made."""
    return sum(for_each(schools(), lambda one: ask_each_day(one, on=_day(one.time_zone, now))))


def _day(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _judge(school_ref: str) -> None:
    here = school(school_ref)
    judge_day(here, on=today(here), now=timezone.now(), again=True)
