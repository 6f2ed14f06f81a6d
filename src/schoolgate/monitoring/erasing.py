"""What of noticing and looking is erased when its time is over."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.caretaking.queries import holds
from schoolgate.frame.actor import Actor
from schoolgate.frame.erasing import Due, Eraser, OfOne, PersonEraser, dated_rows, erases, erases_of_person, over
from schoolgate.monitoring.actions.erasing import alerts_of, count_alerts, count_words, erase_alerts, erase_words
from schoolgate.monitoring.models import (
    AccessRequest,
    ActivityLook,
    Alert,
    CoverageNote,
    FrozenRows,
    MorningCheck,
    Mute,
    OutOfHoursReader,
    SchoolWords,
    SecondAgreement,
    ViewGrant,
)
from schoolgate.people.models import Person, School

# --- permissions to look, and looks
dated_rows("monitoring.access", _("requests for what is kept of somebody"), AccessRequest, "asked_on", ("subject",))
dated_rows("monitoring.coverage", _("reasons why nothing was seen"), CoverageNote, "until", (), ("by",))
dated_rows("monitoring.grant", _("permissions to look"), ViewGrant, "until", (), ("proposed_by", "closed_by"))
dated_rows("monitoring.look", _("looks at web activity"), ActivityLook, "at", ("viewer", "subject"))
dated_rows("monitoring.second", _("agreements to one look"), SecondAgreement, "asked_at", ("viewer", "subject"))
# --- alerts
dated_rows("monitoring.check", _("finished checks of alerts"), MorningCheck, "at", ("by",))
dated_rows("monitoring.mute", _("agreements to set alerts aside"), Mute, "until", ("by",))
dated_rows("monitoring.reader", _("who read alerts out of hours"), OutOfHoursReader, "until", ("reader",))


def _due_alerts(school: models.Model, on: date) -> Iterable[Due]:
    """Alerts whose time is over, but for those on which kept rows rest: they go when these have gone. A hold on whom
    they are about keeps them; whom that is, is known by the pseudonyms of those who are held."""
    assert isinstance(school, School)
    held = _held(school, on)
    rows = Alert.objects.for_school(school).exclude(ref__in=FrozenRows.objects.for_school(school).values("alert"))
    for pk, ref, person, at in rows.values_list("pk", "ref", "person", "noticed_at").order_by("pk"):
        since = over(Alert.retention, at.date())
        if since <= on:
            yield Due(pk, since, (ref, *held.get(person, ())))


def _due_frozen(school: models.Model, on: date) -> Iterable[Due]:
    """Kept rows whose time is over; a hold on whoever kept them, the alert, or whom it is about keeps them."""
    assert isinstance(school, School)
    held = _held(school, on)
    about = dict(Alert.objects.for_school(school).values_list("ref", "person"))
    for pk, alert, at, by in (
        FrozenRows.objects.for_school(school).values_list("pk", "alert", "at", "by").order_by("pk")
    ):
        since = over(FrozenRows.retention, at.date())
        if since <= on:
            yield Due(pk, since, (alert, by, *held.get(about.get(alert, ""), ())))


def _held(school: School, on: date) -> dict[str, tuple[str, ...]]:
    """By pseudonym, those about whom nothing may be erased."""
    names = Pseudonyms.of(school)
    return {names.of_ref(one.subject): (one.subject,) for one in holds(school, on=on)}


def _erases(model: Any) -> Any:
    def erase(school: models.Model, pks: Sequence[int]) -> int:
        return int(model.objects.for_school(school).filter(pk__in=list(pks)).delete()[0])

    return erase


erases(Eraser("monitoring.alert", _("alerts that are long decided"), (Alert,), _due_alerts, _erases(Alert)))
# Its key comes first: an alert goes when nothing that was kept rests on it any more.
erases(Eraser("monitoring.a-frozen", _("rows kept for a case"), (FrozenRows,), _due_frozen, _erases(FrozenRows)))


def _leavers(school: models.Model, on: date) -> Iterable[Due]:
    """Those who left, whose own time is over, and of whom there are alerts that no case rests on."""
    assert isinstance(school, School)
    for one in Person.objects.for_school(school).filter(left_on__lte=on).order_by("pk"):
        assert one.left_on
        if (
            one.name
            and (since := over(Person.retention, one.left_on)) <= on
            and alerts_of(school, [one.ref])[0].exists()
        ):
            yield Due(one.pk, since, (one.ref,))


def _erase_leavers(school: models.Model, pks: Sequence[int]) -> int:
    assert isinstance(school, School)
    return erase_alerts(
        school, list(Person.objects.for_school(school).filter(pk__in=pks).values_list("ref", flat=True))
    )


erases(Eraser("monitoring.a-person", _("people who left: alerts about them"), (), _leavers, _erase_leavers))


# --- one person, on request
def _count_alerts(school: models.Model, ref: str) -> OfOne:
    assert isinstance(school, School)
    return count_alerts(school, ref)


def _erase_alerts(school: models.Model, ref: str, _actor: Actor) -> int:
    assert isinstance(school, School)
    return erase_alerts(school, [ref])


def _count_words(school: models.Model, ref: str) -> OfOne:
    assert isinstance(school, School)
    return count_words(school, ref)


def _erase_words(school: models.Model, ref: str, _actor: Actor) -> int:
    assert isinstance(school, School)
    return erase_words(school, ref)


_CASE = _("A case rests on them, and they stay as long as it does.")
_WAITS = _("The chair of governors has still to look into them.")
erases_of_person(PersonEraser("monitoring.alerts", _("alerts about them"), _CASE, _count_alerts, _erase_alerts))
erases_of_person(
    PersonEraser("monitoring.words", _("reasons for looks at them, in words"), _WAITS, _count_words, _erase_words)
)
# --- a school's own words
dated_rows("monitoring.own-words", _("words a school looked out for"), SchoolWords, "until", ("by",))
