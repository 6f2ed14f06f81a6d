"""Every address of the site. A school's pages lie under ``schools/<its ref>/``; machines come in by ``api/v1/``, and
identity providers by ``scim/v2/``."""

from django.urls import include, path

from schoolgate.estate.api.operations import addresses
from schoolgate.estate.scim.view import scim
from schoolgate.site.api import API

urlpatterns = [
    path("", include("schoolgate.people.urls")),  # before allauth's, some of whose pages it answers itself
    path("account/", include("allauth.urls")),
    path("api/v1/", include(addresses(API))),
    path("scim/v2/", scim, name="estate.scim_root"),
    path("scim/v2/<path:rest>", scim, name="estate.scim"),
    path("", include("schoolgate.notices.urls")),
    path("", include("schoolgate.estate.urls")),
    path("", include("schoolgate.caretaking.urls")),
    path("", include("schoolgate.intake.urls")),
    path("", include("schoolgate.activity.urls")),
    path("", include("schoolgate.monitoring.urls")),
    path("", include("schoolgate.reports.urls")),
    path("", include("schoolgate.learning.urls")),
    path("", include("schoolgate.filtering.urls")),
    path("", include("schoolgate.registers.urls")),
    path("", include("schoolgate.agreements.urls")),
    path("", include("schoolgate.door.urls")),
    path("", include("schoolgate.home.urls")),
]

# A full disk is a page that says so, not a fault of ours nor of whoever asked.
handler400 = "schoolgate.frame.refusals.bad_request"
handler500 = "schoolgate.frame.refusals.fault"
