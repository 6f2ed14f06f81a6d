"""The registers' pages, under a school's own address."""

from django.urls import path

from schoolgate.registers.pages import agencies, horizon, risks

urlpatterns = [
    path("schools/<str:school>/risks/", risks.risks, name="registers.risks"),
    path("schools/<str:school>/risks/new/", risks.add, name="registers.add_risk"),
    path("schools/<str:school>/risks/<str:risk>/", risks.risk, name="registers.risk"),
    path("schools/<str:school>/agencies/", agencies.agencies, name="registers.agencies"),
    path("schools/<str:school>/agencies/new/", agencies.add, name="registers.add_agency"),
    path("schools/<str:school>/agencies/contacts/", agencies.contacts, name="registers.contacts"),
    path("schools/<str:school>/agencies/<str:agency>/", agencies.agency, name="registers.agency"),
    path("schools/<str:school>/new-in-online-safety/", horizon.horizon, name="registers.horizon"),
]
