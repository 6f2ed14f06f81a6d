"""What the safeguarding lead decides about an alert, shows of it, and finishes with."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.evidence.actions import raise_job
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import CHECKERS
from schoolgate.monitoring.actions.asking import ask_teacher, the_lesson
from schoolgate.monitoring.actions.freezing import freeze
from schoolgate.monitoring.models import Alert, AlertDecision, MorningCheck
from schoolgate.people.access import Visit, require, today

Outcome = AlertDecision.Outcome
_MOST_WORDS: Final = 2_000
# Each opens a case, whose rows must outlive the log.
_CASES: Final = (Outcome.CONCERN, Outcome.INCIDENT)


def one_alert(here: Visit, ref: str) -> Alert:
    """The alert, for those who read alerts. Raises ``NotFoundError`` for one there is not, and ``DeniedError`` for one
    that is about whoever asks: nobody looks at their own case."""
    require(here.roles, *CHECKERS)
    row: Alert | None = Alert.objects.for_school(here.school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the alert", "there is none such here.", "Look at the check again.")
    if row.person and row.person == Pseudonyms.of(here.school).of_ref(here.person.ref):
        raise DeniedError("This alert", "is about your own log-in, and nobody looks at their own.", "The head is told.")
    return row


@transaction.atomic
def open_alerts(here: Visit, refs: list[str]) -> int:
    """The alerts on a page that was shown to whoever reads them are opened; how many were for the first time."""
    rows = Alert.objects.for_school(here.school).filter(ref__in=refs, opened_at=None)
    return int(rows.update(opened_at=timezone.now()))


@transaction.atomic
def show_words(here: Visit, ref: str) -> str:
    """The words of an alert, which were asked to be shown. That they were is entered first."""
    row = one_alert(here, ref)
    chain = school_chain(here.school.ref)
    append(chain, kinds.WORDS_SHOWN, actor=here.actor, subject=row.ref, label=Label.SAFEGUARDING)
    return str(row.words)


@transaction.atomic
def decide(here: Visit, ref: str, outcome: str, words: str = "", teacher: str = "") -> AlertDecision:
    """Decide about an alert. To ask the teacher asks whoever taught then, by a job that names no child; that it was
    being taught keeps whose lesson it was (``teacher``, a ref) and what (``words``, or what they answered). A concern
    and an incident keep the rows around it and become a job of today. Raises ``BadInputError`` for an outcome there is
    not, and where no teacher is known."""
    if outcome not in Outcome.values:
        raise BadInputError("the outcome", f"{outcome!r} is none.", f"Known: {', '.join(Outcome.values)}.")
    hold(here.school)
    row = one_alert(here, ref)
    made = AlertDecision(school=here.school, alert=row, at=timezone.now(), by=here.person, outcome=outcome)
    made.words = words.strip()[:_MOST_WORDS]
    if outcome == Outcome.ASK:
        ask_teacher(here, row, made)
    elif outcome == Outcome.TAUGHT:
        lesson = the_lesson(here, row, teacher, words)
        made.teacher, made.words = lesson.teacher, lesson.words[:_MOST_WORDS]
    elif outcome in _CASES:
        freeze(here.school, row, why=outcome, actor=here.actor)
        made.job = _case(here, row, outcome)
    elif outcome == Outcome.TALK:
        made.job = _job(here, row, "talk", "dsl", "Have a word with the child or the class about an alert")
    made.save()
    row.state = Alert.State.WAITING if outcome == Outcome.ASK else Alert.State.DECIDED
    row.opened_at = row.opened_at or made.at
    row.save(update_fields=["state", "opened_at"])
    details = {"outcome": str(outcome), "job": made.job or None, "rule": row.rule, "asked": len(made.asked_of)}
    details["teacher"] = made.teacher.ref if made.teacher else None
    chain = school_chain(here.school.ref)
    append(chain, kinds.DECIDED, actor=here.actor, subject=row.ref, details=details, label=Label.SAFEGUARDING)
    return made


@transaction.atomic
def finish(here: Visit, *, knows: bool, not_covered: int) -> MorningCheck:
    """Sign that the list was looked at. Raises ``BadInputError`` while something on it waits for a decision, and where
    something cannot be seen and it is not said that this is known."""
    require(here.roles, *CHECKERS)
    hold(here.school)
    left = Alert.objects.for_school(here.school).filter(state=Alert.State.OPEN)
    own = Pseudonyms.of(here.school).of_ref(here.person.ref)
    if (count := left.exclude(person=own).count()) > 0:
        raise BadInputError("The check", f"{count} still to decide.", "Decide about each, then finish.")
    if not knows:
        raise BadInputError("The check", "is signed by ticking the box.", "Tick it, then finish.")
    last = MorningCheck.objects.for_school(here.school).order_by("-at").first()
    since = last.at if last else None
    decided = AlertDecision.objects.for_school(here.school)
    decided = decided.filter(at__gt=since) if since else decided
    made = MorningCheck(school=here.school, since=since, at=timezone.now(), by=here.person, not_covered=not_covered)
    made.looked_at = decided.values("alert").distinct().count()
    made.save()
    details = {"alerts": made.looked_at, "not_covered": not_covered}
    append(school_chain(here.school.ref), kinds.FINISHED, actor=here.actor, subject=made.ref, details=details)
    return made


def _case(here: Visit, row: Alert, outcome: str) -> str:
    if row.illegal:
        words = "Report what is against the law: do not look it up, copy it or send it on"
        return _job(here, row, "illegal", "dsl", words)
    words = "Write up the concern that an alert opened" if outcome == Outcome.CONCERN else "Write up an incident"
    return _job(here, row, outcome, "dsl" if outcome == Outcome.CONCERN else "head", words)


def _job(here: Visit, row: Alert, kind: str, role: str, words: str) -> str:
    day = today(here.school)
    return raise_job(
        here.school, kind=kind, about=row.ref, role=role, due=day, actor=here.actor, minutes=15, words=words
    )
