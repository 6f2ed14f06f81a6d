"""The first administrator's set-up, and whether the site is up."""

from django.urls import path

from schoolgate.people import pages

urlpatterns = [
    path("set-up/<str:token>/", pages.set_up, name="people.set_up"),
    path("healthy/", pages.healthy, name="people.healthy"),
]
