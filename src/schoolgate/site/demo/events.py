"""What happens in the made-up school's thirty weeks besides the weekly round: by week, from 0."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from schoolgate.frame.actor import person as acting
from schoolgate.learning import actions as learning
from schoolgate.learning.models import Course
from schoolgate.learning.queries import needs
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force, open_triggers
from schoolgate.registers import actions as registers
from schoolgate.registers.models import Agency
from schoolgate.site.demo import agreed_filter
from schoolgate.site.demo.cast import Cast

type Event = Callable[[School, Cast, date], None]
_AGENCIES: Final = (
    ("lado", "Dunmere local authority designated officer", "01632 960101"),
    ("social-care", "Dunmere children’s social care, front door", "01632 960102"),
    ("police", "Dunmere police, school liaison", "01632 960103"),
    ("helpline", "Professionals’ online safety helpline", "01632 960104"),
)
_MISSED_IT: Final = 2  # of those who should have come to the training day
_READ: Final = (
    "The county bulletin for safeguarding leads",
    "A letter from the broadband provider",
    "The half-termly note of the national helpline",
)


def happen(school: School, cast: Cast, day: date, number: int) -> None:
    """What happens in the week ``number``, from 0; and every week somebody looks what is new, most weeks."""
    for event in _EVENTS.get(number, ()):
        event(school, cast, day)
    lead = acting(cast["online-safety-lead"].ref)
    if number % 4 == 1:
        registers.read(school, _READ[number // 4 % len(_READ)], "", actor=lead, to=["dsl", "head"])
    elif number % 7:
        registers.nothing_this_week(school, actor=lead)


def _agencies(school: School, cast: Cast, _day: date) -> None:
    for kind, name, telephone in _AGENCIES:
        registers.add_agency(school, kind, name, telephone=telephone, actor=acting(cast["dsl"].ref))


def _risks(school: School, cast: Cast, day: date) -> None:
    """Two that are seen to, and one that nobody has an answer for yet."""
    lead, term = acting(cast["online-safety-lead"].ref), day + timedelta(days=90)
    owner = cast["online-safety-lead"]
    for words, likelihood, impact, mitigation in (
        ("Older children’s games are copied at playtime.", 4, 2, "A letter home and a lesson each term."),
        ("A tablet leaves the building in a bag.", 2, 4, "Tablets are counted back each afternoon and are encrypted."),
        ("Voices and pictures made by machines pass for real ones.", 3, 4, ""),
    ):  # fmt: skip
        registers.add_risk(
            school, words, likelihood=likelihood, impact=impact, review_on=term, owner=owner,
            mitigation=mitigation, actor=lead,
        )  # fmt: skip


def _courses(school: School, cast: Cast, day: date) -> None:
    actor = acting(cast["office"].ref)
    staff = learning.add_course(
        school, "Online safety for all staff", kind="staff", roles=["teachers", "support-staff", "office"], actor=actor
    )
    leads = learning.add_course(
        school, "Safeguarding leads: online", kind="leads", roles=["dsl", "deputy-dsl"], months=24, actor=actor
    )
    learning.attended(leads, [cast["dsl"], cast["deputy-dsl"]], on=day - timedelta(days=40), actor=actor)
    learning.attended(staff, [cast["office"], cast["support-staff"]], on=day - timedelta(days=200), actor=actor)


def _autumn(school: School, cast: Cast, day: date) -> None:
    """The training day of September, which two missed; and the numbers tried anew, all but one."""
    actor, lead = acting(cast["office"].ref), acting(cast["dsl"].ref)
    course = Course.objects.for_school(school).get(kind=Course.Kind.STAFF)
    wanting = [need.person for need in needs(school, on=day) if need.course == course.ref]
    there = Person.objects.for_school(school).filter(ref__in=wanting).order_by("pk")[_MISSED_IT:]
    learning.attended(course, list(there), on=day - timedelta(days=1), actor=actor)
    for agency in Agency.objects.for_school(school).order_by("pk")[1:]:
        registers.still_right(agency, actor=lead)


def _readings(school: School, cast: Cast, day: date) -> None:
    """The head has gone through our reading of the policy, all but a few sentences at its end."""
    found, head = in_force(school, on=day), cast["head"]
    refs = [promise.ref for promise in found.promises][:-6] if found else []
    policies.confirm_readings(school, refs, actor=acting(head.ref), actor_name=head.name)


def _consultation(school: School, cast: Cast, day: date) -> None:
    lead = cast["online-safety-lead"]
    policies.enter_consultation(
        school, held_on=day - timedelta(days=2), way="meeting", audiences=["staff", "parents"], people=23,
        themes="Tablets at home\nWho to ring at a weekend", changed="A line on who answers out of hours.",
        actor=acting(lead.ref), actor_name=lead.name,
    )  # fmt: skip


def _new_tool(school: School, cast: Cast, _day: date) -> None:
    policies.trigger_review(
        school, "ai-tool", reason_ref="made-up:story-maker", words="A tool that makes stories from a drawing.",
        actor=acting(cast["computing-lead"].ref),
    )  # fmt: skip


def _incident(school: School, cast: Cast, _day: date) -> None:
    policies.trigger_review(
        school, "incident", reason_ref="made-up:pop-up", words="A page in a lesson opened another by itself.",
        actor=acting(cast["dsl"].ref),
    )  # fmt: skip


def _review(school: School, cast: Cast, day: date) -> None:
    head = cast["head"]
    review = policies.hold_review(
        school, held_on=day, outcome="amendments", actor=acting(head.ref), actor_name=head.name
    )
    for trigger in open_triggers(school, day):
        policies.close_trigger(school, trigger.ref, review=review.ref, actor=acting(head.ref))


def _amendments(school: School, cast: Cast, _day: date) -> None:
    lead = cast["online-safety-lead"]
    for now, proposed, why in (
        (
            "The online safety lead will regularly ask families what they would like help with.",
            "The online safety lead will ask families each half term what they would like help with.",
            "Nobody can tell whether “regularly” was kept.",
        ),
        (
            "Staff passwords must be at least twelve characters long and are changed each term.",
            "Staff passwords must be at least twelve characters long and are changed when a breach is suspected.",
            "National advice is against changing passwords on a rhythm.",
        ),
    ):
        policies.propose_amendment(
            school, now=now, proposed=proposed, why=why, actor=acting(lead.ref), actor_name=lead.name
        )


_EVENTS: Final[dict[int, tuple[Event, ...]]] = {
    0: (_agencies, _courses),
    1: (_readings,),
    2: (agreed_filter.watch,),
    4: (_risks,),
    8: (agreed_filter.switch_on,),
    9: (_incident,),
    11: (_review,),
    20: (_autumn, _consultation),
    22: (agreed_filter.ease,),
    24: (_new_tool,),
    27: (_amendments,),
}
