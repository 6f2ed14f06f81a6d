"""Every address of the site. A school's pages lie under ``schools/<its ref>/``."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("schoolgate.people.urls")),
    path("", include("schoolgate.caretaking.urls")),
    path("", include("schoolgate.home.urls")),
]
