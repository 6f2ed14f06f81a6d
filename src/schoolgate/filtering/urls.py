"""The pages of the filter, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.filtering.pages import asked, blocked, report

urlpatterns: list[URLPattern] = [
    path("blocked/<str:token>/", blocked.blocked, name="filtering.blocked"),
    path("schools/<str:school>/filter/asked/", asked.asked, name="filtering.asked"),
    path("schools/<str:school>/filter/report/", report.report, name="filtering.report"),
]
