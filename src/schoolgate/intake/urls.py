"""Files that came in, under a school's own address."""

from django.urls import path

from schoolgate.intake.pages import delivery, listing, settings

urlpatterns = [
    path("schools/<str:school>/files/", listing.files, name="intake.files"),
    path("schools/<str:school>/files/settings/", settings.settings, name="intake.settings"),
    path("schools/<str:school>/files/<str:file>/", delivery.file, name="intake.file"),
    path("schools/<str:school>/files/<str:file>/rows-not-used.csv", delivery.rejects, name="intake.rejects"),
    path("schools/<str:school>/files/<str:file>/inside/", delivery.inside, name="intake.inside"),
    path(
        "schools/<str:school>/files/<str:file>/inside/rows-not-used.csv",
        delivery.rejects_inside,
        name="intake.rejects_inside",
    ),
]
