"""The front door, and the first administrator's set-up."""

from django.urls import path

from schoolgate.people import pages

urlpatterns = [
    path("healthy/", pages.healthy, name="people.healthy"),
]
