"""The pages of noticing and looking, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.monitoring.pages import about, access, check, coverage, grants, looking, looks, rules, words

urlpatterns: list[URLPattern] = [
    # --- permissions to look, and looks
    path("schools/<str:school>/looking/", grants.grants, name="monitoring.grants"),
    path("schools/<str:school>/looking/propose/", grants.propose, name="monitoring.propose_grant"),
    path("schools/<str:school>/looking/permissions/<str:grant>/", grants.grant, name="monitoring.grant"),
    path("schools/<str:school>/looking/ask/", looking.ask, name="monitoring.ask"),
    path("schools/<str:school>/looking/second/", looks.second, name="monitoring.seconds"),
    path("schools/<str:school>/looking/looks/", looks.looks, name="monitoring.looks"),
    path("schools/<str:school>/looking/looks/<str:look>/", looks.looked_one, name="monitoring.looked"),
    path("schools/<str:school>/looking/hour/<str:look>/", looking.look, name="monitoring.look"),
    path("schools/<str:school>/looking/requests/", access.requests, name="monitoring.requests"),
    path("schools/<str:school>/looking/requests/<str:access>/", access.access, name="monitoring.access"),
    path("schools/<str:school>/looking/requests/<str:access>/file/", access.access_file, name="monitoring.access_file"),
    path("schools/<str:school>/what-we-can-see/", coverage.coverage, name="monitoring.coverage"),
    path("schools/<str:school>/what-we-log/", about.about, name="monitoring.about"),
    # --- alerts
    path("schools/<str:school>/check/", check.check, name="monitoring.check"),
    path("schools/<str:school>/check/rules/", rules.rules, name="monitoring.rules"),
    path("schools/<str:school>/check/readers/", rules.readers, name="monitoring.readers"),
    path("schools/<str:school>/check/words/", words.words, name="monitoring.words"),
]
