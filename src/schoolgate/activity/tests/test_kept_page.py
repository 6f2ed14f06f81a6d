"""The page of what is kept: what is missing, for how long, and the assessment that allows it."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from schoolgate.activity.actions.mending import look_over
from schoolgate.activity.models import Source
from schoolgate.activity.queries import missing, parts
from schoolgate.activity.queries.held import held
from schoolgate.activity.tests.squid import OPERATOR, give, line
from schoolgate.evidence.models import Job
from schoolgate.evidence.queries import facts
from schoolgate.evidence.tests.a_school import amara, works_as
from schoolgate.people.access import today

type WorksAs = Callable[[str], Client]
__all__ = ["amara", "works_as"]


def test_it_asks_for_the_assessment_and_records_it(source: Source, works_as: WorksAs) -> None:
    give(source, [line(1), line(2)])
    school, address = source.school, f"/schools/{source.school.ref}/activity/kept/"
    assert Job.objects.for_school(school).get(key__startswith="assess-activity").role == "dpo"
    head = works_as("head")
    page = head.get(address).content.decode()
    assert "2 rows are kept" in page
    assert "Nobody has recorded one" in page
    signed, again = timezone.localdate(), timezone.localdate() + timedelta(days=365)
    said = {"do": "assess", "days": "14", **boxes("made_on", signed), **boxes("review_on", again)}
    assert head.post(address, said | boxes("review_on", signed)).status_code == 422
    assert head.post(address, said).status_code == 302
    assert (held(school).in_date, held(school).days) == (True, 14)
    fact = facts(school, today(school))["activity.assessed"]
    assert fact is not None
    assert Job.objects.for_school(school).get(key__startswith="assess-activity").state == Job.State.DONE
    assert head.post(address, {"do": "keep", "days": "30", "years": "3"}).status_code == 422
    assert held(school).days == 14
    assert works_as("it-lead").post(address, said).status_code == 403


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_it_says_what_is_missing_until_somebody_says_it_is_known(source: Source, works_as: WorksAs) -> None:
    give(source, [line(1), line(2)])
    school, address = source.school, f"/schools/{source.school.ref}/activity/kept/"
    (victim,) = parts(school)
    victim.path.unlink()
    look_over(school, now=timezone.now(), actor=OPERATOR, all_of_it=True)
    technician = works_as("it-lead")
    assert "24 November 2026: 2 rows." in technician.get(address).content.decode()
    assert technician.post(address, {"do": "settle", "part": victim.ref}).status_code == 302
    assert missing(school) == []
    assert works_as("governors").post(address, {"do": "settle", "part": victim.ref}).status_code == 403
