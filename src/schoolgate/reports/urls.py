"""A school's papers lie under ``schools/<its ref>/``; whether a paper is ours may be asked by anybody."""

from django.urls import include, path

from schoolgate.reports.pages import ask, check, papers

_SCHOOL = [
    path("papers/", papers.papers, name="reports.papers"),
    path("papers/made/<str:paper>/", papers.take, name="reports.take"),
    path("ask/<str:for_whom>/", ask.ask, name="reports.ask"),
]
urlpatterns = [
    path("papers/check/", check.check, name="reports.check"),
    path("schools/<str:school>/", include(_SCHOOL)),
]
