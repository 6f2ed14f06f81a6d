"""What waits for whoever is signed in, gathered from the rooms below as the cards of ``needs``."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.activity.access import ASSESSORS
from schoolgate.activity.kinds import ACTIVITY
from schoolgate.activity.queries.held import ABOUT, unassessed
from schoolgate.evidence.asking import Job
from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.filtering import queries as filters
from schoolgate.filtering.access import SIGNERS
from schoolgate.home.addresses import opening, way
from schoolgate.home.boards import questions
from schoolgate.home.doing import Week, asked
from schoolgate.home.first.steps import questions_left
from schoolgate.home.needs import Need, Rank, place
from schoolgate.home.watched import watched
from schoolgate.intake import access as giving
from schoolgate.intake import queries as intake
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.queries import kept
from schoolgate.people.access import Visit
from schoolgate.people.circles import KEEPERS, LEADERS, MANAGERS
from schoolgate.policy.models import Version


def waiting(here: Visit, found: PolicyStanding, week: Week, newer: Version | None) -> Iterator[Need]:
    """Everything that waits for this person, in no order; ``newer`` is a version that was read and is not in force."""
    yield from _first_minutes(here)
    assesses = bool(here.roles & set(ASSESSORS))
    # Whoever may record the assessment is led to where that is done, and not to a job of the same besides.
    yield from asked(here, replace(week, jobs=_without_assessment(week)) if assesses else week, found, found.on)
    yield from _filter(here)
    yield from watched(here, found.on)
    if assesses:
        yield from _assessment(here, found.on)
    if newer is not None and here.roles & set(KEEPERS):
        yield _version(here, newer)
    if here.roles & set(giving.GIVERS):
        yield from _files(here)
    if here.roles & set(LEADERS):
        yield from _unanswered(here, found, {row.promise for row in week.remedies})
    if here.roles & set(KEEPERS):
        yield from _readings(here, questions(found.promises))


def _first_minutes(here: Visit) -> Iterator[Need]:
    """Back to where the first minutes were left, by one button, for those who began them."""
    if here.roles & set(MANAGERS) and questions_left(here.school):
        yield Need(
            what=_("Finish your first ten minutes: the questions"),
            why=_(
                "They were left before they were answered. What you have given is kept, and a blank changes nothing."
            ),
            minutes=3,
            act=_("Go on with the questions"),
            href=reverse("home.questions", args=[here.school.ref]),
            rank=Rank.SET_UP,
        )


def _filter(here: Visit) -> Iterator[Need]:
    """Changes to the web filter that this person may sign: somebody waits for them."""
    if not here.roles & set(SIGNERS):
        return
    for ref, able, one_signed in kept(here.school.ref, ("filter to sign",), lambda: filters.to_sign(here.school)):
        if here.person.ref in able:
            yield Need(
                what=_("Agree or decline a change to the web filter"),
                why=_("One person has agreed. With you it is in force.")
                if one_signed
                else _("Two people must agree before anything changes."),
                minutes=3,
                act=_("Look at the change"),
                href=reverse("filtering.proposal", args=[here.school.ref, ref]),
                rank=Rank.SIGN,
            )


def _without_assessment(week: Week) -> tuple[Job, ...]:
    return tuple(job for job in week.jobs if job.about != ABOUT)


def _assessment(here: Visit, on: date) -> Iterator[Need]:
    """Web activity is kept, and nobody has said that it was assessed: for those who may say it."""
    if kept(here.school.ref, ("unassessed", on), lambda: unassessed(here.school, on), rests_on=ACTIVITY):
        yield Need(
            what=_("Record the data-protection assessment of web activity"),
            why=_("Web activity is being kept. The law asks for an assessment first, and none in date is recorded."),
            minutes=5,
            act=_("Record it"),
            href=reverse("activity.kept", args=[here.school.ref]),
            rank=Rank.UNANSWERED,
        )


def _version(here: Visit, newer: Version) -> Need:
    return Need(
        what=_("Say whether a newer policy is in force"),
        why=_("A newer version has been read. It is not in force until somebody says who ratified it."),
        minutes=1,
        act=_("Read and decide"),
        href=reverse("home.read", args=[here.school.ref, newer.ref]),
        rank=Rank.VERSION,
    )


def _files(here: Visit) -> Iterator[Need]:
    """Files whose rows this person may see and apply."""
    files = [one for one in intake.waiting(here.school) if giving.may_see(here.roles, here.actor, one)]
    if files:
        total = len(files)
        what = ngettext("Look at %(n)s file that came in", "Look at %(n)s files that came in", total) % {"n": total}
        alone = reverse("intake.file", args=[here.school.ref, files[0].ref])
        yield Need(
            what=what,
            why=_("Nothing in it counts until somebody has looked at what it would change."),
            minutes=2 * total,
            act=_("Look at it") if total == 1 else _("Look at them"),
            href=alone if total == 1 else reverse("intake.files", args=[here.school.ref]),
            rank=Rank.FILE,
        )


def _unanswered(here: Visit, found: PolicyStanding, answered: Collection[str]) -> Iterator[Need]:
    """Promises that need putting right, of which nobody has said what is being done."""
    for promise in found.promises:
        if promise.standing is Standing.BROKEN and promise.promise.ref not in answered:
            yield _to_put_right(here, promise)


def _to_put_right(here: Visit, promise: PromiseStanding) -> Need:
    ref = promise.promise.ref
    return Need(
        what=_("Say what we are doing about one promise"),
        why=promise.finding.because + " " + _("Your note goes wherever the mark goes."),
        minutes=2,
        act=_("Add a note"),
        href=way("home.put-right", here.school.ref, ref, otherwise=opening(here, ref)),
        rank=Rank.UNANSWERED,
        says=promise.promise.clause.text,
        place=place(promise.promise.clause),
    )


def _readings(here: Visit, asked: tuple[PromiseStanding, ...]) -> Iterator[Need]:
    """One card for them all, with the first sentence: each is half a minute."""
    if asked:
        first, total = asked[0], len(asked)
        yield Need(
            what=ngettext(
                "Say whether we read one sentence rightly", "Say whether we read %(n)s sentences rightly", total
            )
            % {"n": total},
            why=_("Your answer changes a mark. We ask about no other sentence."),
            minutes=(total + 1) // 2,
            act=_("Read and answer"),
            href=opening(here, first.promise.ref),
            rank=Rank.READING,
            says=first.promise.clause.text,
            place=place(first.promise.clause),
        )
