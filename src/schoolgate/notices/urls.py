"""Where the letters of a school are."""

from django.urls import path

from schoolgate.notices import pages

urlpatterns = [
    path("schools/<str:school>/letters/", pages.letters, name="notices.letters"),
    path("schools/<str:school>/letters/<str:letter>/again/", pages.again, name="notices.again"),
    path("schools/<str:school>/letters/<str:letter>/settle/", pages.settle, name="notices.settle"),
]
