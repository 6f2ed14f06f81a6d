"""Where the pages of whoever looks after the installation are."""

from django.urls import path

from schoolgate.caretaking.pages import health, kept

urlpatterns = [
    path("schools/<str:school>/health/", health.health, name="caretaking.health"),
    path("schools/<str:school>/kept/", kept.kept, name="caretaking.kept"),
]
