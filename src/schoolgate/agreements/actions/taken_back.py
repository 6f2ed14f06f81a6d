"""A yes to pictures was taken back: the office's job, and a letter at once to whoever keeps the place."""

from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.agreements.taking_down import IN_CLASS, TAKE_DOWN, line_of, next_working_day
from schoolgate.evidence.actions import raise_job
from schoolgate.frame.actor import Actor
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.classes.queries import class_staff
from schoolgate.people.models import School
from schoolgate.people.queries import acting, holders

_LETTER: Final = "pictures.taken-back"
_MINUTES: Final = 15


@transaction.atomic
def tell_of_taken_back(school: School, child: str, place: str, *, actor: Actor) -> str:
    """Ask the office to act within one working day, and write to it; of what is in a classroom to its teachers too.

    ``child`` is a ref. No letter says whose picture it is: the page that it leads to does, signed in. Told again, it
    is the same job and no second letter. Returns the job's ref.
    """
    day = today(school)
    due = next_working_day(school, day)
    job = raise_job(
        school,
        kind=f"{TAKE_DOWN}{place}",
        about=child,
        role="office",
        due=due,
        actor=actor,
        minutes=_MINUTES,
        words=line_of(place),
    )
    ways = {acting(school, "office", day).person: reverse("agreements.families", args=[school.ref])}
    if place in IN_CLASS:
        teachers = {one.ref for one in holders(school, "teachers", on=day)}
        for group, staff in class_staff(school, child, day):
            if staff in teachers:  # nobody else of the class is shown children here
                ways.setdefault(staff, reverse("agreements.access_of", args=[school.ref, group]))
    for person, way in ways.items():
        if person:
            told = {"place": place, "day": due.isoformat(), "link": settings.SCHOOLGATE_URL + way}
            send(school, person, _LETTER, told, actor=actor, about=f"back:{job}")
    return job
