"""What of the filter is erased when its time is over."""

from django.utils.translation import gettext_lazy as _

from schoolgate.filtering.models import (
    ChosenList,
    DayOfUse,
    Drift,
    DryRun,
    FilterPause,
    FilterTest,
    FilterTestRun,
    Found,
    ListFetch,
    SiteCheck,
    SiteClosure,
    SiteOpening,
    SiteRequest,
)
from schoolgate.frame.erasing import dated_rows

_WHO = ("by", "ended_by", "scope")  # whoever decided, and whom it was for

dated_rows("filtering.asked", _("sites that were asked for"), SiteRequest, "asked_at", (), ("answered_by",))
dated_rows("filtering.checked", _("checks of the sites of lessons"), SiteCheck, "until", ("by",))
dated_rows("filtering.closure", _("sites that were closed at once"), SiteClosure, "until", (), (*_WHO, "agreed_by"))
dated_rows("filtering.day-of-use", _("counts of what was used and blocked"), DayOfUse, "day")
dated_rows("filtering.drift", _("changes to the filter without agreement"), Drift, "settled_on", (), ("settled_by",))
dated_rows("filtering.found", _("notes of what was found on a screen"), Found, "at", ("by",))
dated_rows("filtering.dry-run", _("what a change to the filter would have done"), DryRun, "asked_at", (), ("asked_by",))
dated_rows("filtering.opening", _("sites that were opened for somebody"), SiteOpening, "until", (), _WHO)
dated_rows("filtering.pause", _("pauses of the filter"), FilterPause, "until", (), _WHO)
# The keys say the order: what was found goes before the plan it points at.
dated_rows("filtering.test-a-run", _("what filter tests found"), FilterTestRun, "received_at", (), ("by",))
dated_rows("filtering.test-plan", _("filter tests that were ended"), FilterTest, "ended_on", (), ("made_by",))
dated_rows("filtering.list-a-fetch", _("when block lists were fetched"), ListFetch, "at")
dated_rows("filtering.list-chosen", _("block lists that were taken off"), ChosenList, "ended_on", (), ("chosen_by",))
