"""The pages of noticing and looking, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.monitoring.pages import grants

urlpatterns: list[URLPattern] = [
    # --- permissions to look, and looks
    path("schools/<str:school>/looking/", grants.grants, name="monitoring.grants"),
    path("schools/<str:school>/looking/propose/", grants.propose, name="monitoring.propose_grant"),
    path("schools/<str:school>/looking/permissions/<str:grant>/", grants.grant, name="monitoring.grant"),
    # --- alerts
]
