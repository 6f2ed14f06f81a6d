"""Robin Hill tests its filter: a plan, and results of it as a machine would bring them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from schoolgate.filtering import actions
from schoolgate.filtering.models import FilterTest, FilterTestRun
from schoolgate.filtering.probing.plans import (
    BLOCK,
    CONTROL,
    FAIR,
    ILLEGAL,
    PROXY,
    ROUND,
    STAND_IN,
    Plan,
    Trial,
    Way,
)
from schoolgate.filtering.probing.running import sealed
from schoolgate.frame.actor import operator
from schoolgate.people.models import School

BY = operator("test")
ZONE = "filter-test.robinhill.example"
KEY = "a key that nobody else has"
TRIALS = (
    Trial("children", CONTROL, f"http://children.{ZONE}/", "children", whole=STAND_IN),
    Trial("adult", BLOCK, f"http://adult.{ZONE}/", "adult", "children", STAND_IN),
    Trial("swgfl", CONTROL, "http://testfiltering.com/faq", whole="text:TestFiltering"),
    Trial("iwf", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", "swgfl"),
    Trial("fair-childline", FAIR, "http://help.example/", "support", "swgfl"),
    Trial("fair-faith", FAIR, "http://faith.example/", "faith", "swgfl"),
    Trial("doh", ROUND, "doh:dns.google", "doh", "swgfl"),
)
WHOLE = {"how": "answered", "status": 200, "whole": True}
FORBIDDEN = {"how": "answered", "status": 403, "words": ["blocked"]}
DEAD = {"how": "refused", "at": "proxy"}
# What is seen where everything is as it should be.
ALL_WELL = {
    "adult": FORBIDDEN,
    "iwf": FORBIDDEN,
    "fair-childline": {"how": "answered", "status": 200},
    "fair-faith": {"how": "answered", "status": 200},
    "doh": {"how": "timed-out"},
}


def a_test(school: School, *, every_hours: int = 24, level: str = "junior", **more: Any) -> FilterTest:
    made = Plan("", "Hall", "tablet", level, TRIALS, (Way(PROXY, "http://192.0.2.8:8080"),), zone=ZONE)
    made = Plan(**{**vars(made), "every_hours": every_hours})
    return actions.plan_test(school, made, level=level, key=KEY, actor=BY, **more)


def results(
    row: FilterTest, *, ended: datetime | None = None, controls: Mapping[str, Any] = WHOLE, **seen: Mapping[str, Any]
) -> dict[str, Any]:
    """As the program writes them: all well, but for what is said otherwise (``fair_faith=...``)."""
    end = (ended or timezone.now()).replace(microsecond=0)
    others = {key.replace("_", "-"): value for key, value in seen.items()}
    control = {test.key: controls for test in TRIALS if test.purpose == CONTROL}
    part = {"kind": "proxy", "through": row.through, "before": control, "seen": ALL_WELL | others, "after": control}
    document = {
        "format": 1,
        "tool": "1",
        "plan": row.ref,
        "plan_digest": row.digest,
        "began": (end - timedelta(seconds=20)).isoformat(),
        "ended": end.isoformat(),
        "machine": {"system": "Linux", "python": "3.11.2"},
        "ways": [{"kind": "proxy", "through": row.through, "trouble": "", "parts": [part]}],
    }
    return sealed(document, actions.plan_of(row))


def ran(row: FilterTest, *, received: datetime | None = None, **more: Any) -> FilterTestRun:
    """The test was run, and what it found was brought."""
    document = results(row, ended=received, **more)
    return actions.take_results(row, document, came="file", actor=BY, received_at=received)[0]
