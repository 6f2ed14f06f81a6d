"""What a head or administrator changes about one person, each by the ``do`` of its form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions, directory, queries
from schoolgate.people.access import Visit, roles_of, today
from schoolgate.people.desk.everyone import give_sign_in
from schoolgate.people.desk.forms import Days, GiveRole, GoAway, LastDay, PassOn, SignIn
from schoolgate.people.models import Person
from schoolgate.vocabulary.roles import post

ONE_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Asked:
    """One change asked for. ``form`` is what was filled in, shown again where it was wrong; ``key`` is its place."""

    here: Visit
    who: Person
    data: QueryDict
    form: forms.Form | None = None
    key: str = ""
    password: str = ""

    def fills[F: forms.Form](self, key: str, form: F) -> F | None:
        """The form if it was filled in rightly."""
        self.key, self.form = key, form
        return form if form.is_valid() else None

    @property
    def role(self) -> str:
        return self.data.get("role", "")

    @property
    def deputy(self) -> bool:
        return self.data.get("deputy") == "1"


def _give(asked: Asked) -> str | None:
    form = asked.fills("give", GiveRole(asked.data, auto_id="give-%s"))
    if form is None:
        return None
    given = form.cleaned_data
    actions.give_role(
        asked.who,
        given["role"],
        actor=asked.here.actor,
        valid_from=given["first"],
        valid_to=_after(given["last"]),
        deputy=given["deputy"],
        company=given["company"],
    )
    return _("%(name)s is %(role)s from %(day)s.") % {
        "name": asked.who.name,
        "role": post(given["role"]).lower(),
        "day": spelt(given["first"]),
    }


def _end(asked: Asked) -> str | None:
    form = asked.fills("role", LastDay(asked.data))
    if form is None:
        raise BadInputError(_("The last day"), _("it is not a date in the calendar."), _("Write it like 30 11 2026."))
    last = form.cleaned_data["last"]
    actions.end_role(asked.who, asked.role, actor=asked.here.actor, valid_to=last + ONE_DAY, deputy=asked.deputy)
    return _("%(role)s ends on %(day)s.") % {"role": post(asked.role), "day": spelt(last)}


def _correct(asked: Asked) -> str | None:
    form = asked.fills("role", Days(asked.data))
    if form is None:
        wrong = " ".join(message for messages in form_errors(asked.form) for message in messages)
        raise BadInputError(_("The dates"), wrong, _("Look at them again."))
    actions.correct_role(
        asked.who,
        asked.role,
        actor=asked.here.actor,
        was_from=_day(asked.data.get("was_from", "")),
        valid_from=form.cleaned_data["first"],
        valid_to=_after(form.cleaned_data["last"]),
        deputy=asked.deputy,
    )
    return _("The dates are put right. What was known before is kept.")


def _sign_in(asked: Asked) -> str | None:
    form = asked.fills("sign_in", SignIn(asked.data, auto_id="sign-in-%s"))
    if form is None:
        return None
    asked.password = give_sign_in(asked.here, asked.who, form.cleaned_data["email"])
    return _("They sign in with the address they have already.")


def _close(asked: Asked) -> str | None:
    actions.take_sign_in(asked.who, actor=asked.here.actor)
    return _("%(name)s signs in here no more.") % {"name": asked.who.name}


def _away(asked: Asked) -> str | None:
    form = asked.fills("away", GoAway(asked.data, auto_id="away-%s"))
    if form is None:
        return None
    first, back = form.cleaned_data["first"], form.cleaned_data["back"]
    actions.go_away(asked.who, actor=asked.here.actor, valid_from=first, back=back)
    return _("%(name)s is away from %(first)s until %(back)s.") % {
        "name": asked.who.name,
        "first": spelt(first),
        "back": spelt(back),
    }


def _back(asked: Asked) -> str | None:
    actions.come_back(asked.who, actor=asked.here.actor, on=today(asked.here.school))
    return _("%(name)s is here.") % {"name": asked.who.name}


def _pass_on(asked: Asked) -> str | None:
    school, day = asked.here.school, today(asked.here.school)
    people = [(adult.ref, adult.name) for adult in directory.adults(school, day) if adult.ref != asked.who.ref]
    blank = PassOn(asked.data, roles=sorted(roles_of(asked.who, day)), people=people, auto_id="pass-%s")
    form = asked.fills("pass_on", blank)
    if form is None:
        return None
    given = form.cleaned_data
    to = queries.person(school, given["to"])
    actions.delegate(
        asked.who,
        to,
        given["work"],
        actor=asked.here.actor,
        area=given["area"],
        valid_from=given["first"],
        valid_to=given["last"] + ONE_DAY,
    )
    return _("Passed to %(name)s until %(day)s. The letter is below, to print.") % {
        "name": to.name,
        "day": spelt(given["last"]),
    }


def _leave(asked: Asked) -> str | None:
    form = asked.fills("leave", LastDay(asked.data, auto_id="leave-%s"))
    if form is None:
        return None
    actions.leave(asked.who, actor=asked.here.actor, last_day=form.cleaned_data["last"])
    return _("%(name)s leaves on %(day)s. Every role ends then, and so does their sign-in here.") % {
        "name": asked.who.name,
        "day": spelt(form.cleaned_data["last"]),
    }


def form_errors(form: forms.Form | None) -> list[list[str]]:
    return [[str(message) for message in messages] for messages in form.errors.values()] if form else []


def _after(last: date | None) -> date | None:
    return last + ONE_DAY if last else None


def _day(spelling: str) -> date:
    try:
        return date.fromisoformat(spelling)
    except ValueError:
        raise BadInputError(_("The role"), _("it is not said which."), _("Try again.")) from None


CHANGES: Final[dict[str, Callable[[Asked], str | None]]] = {
    "give": _give,
    "end": _end,
    "correct": _correct,
    "sign-in": _sign_in,
    "close": _close,
    "away": _away,
    "back": _back,
    "pass-on": _pass_on,
    "leave": _leave,
}
# What somebody does for themselves, on their own page.
MINE: Final = ("away", "back", "pass-on")
