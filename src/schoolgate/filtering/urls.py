"""The pages of the filter, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.filtering.pages import asked, blocked, proof, report

urlpatterns: list[URLPattern] = [
    path("blocked/<str:token>/", blocked.blocked, name="filtering.blocked"),
    path("schools/<str:school>/filter/asked/", asked.asked, name="filtering.asked"),
    path("schools/<str:school>/filter/report/", report.report, name="filtering.report"),
    # --- filter tests
    path("schools/<str:school>/filter/proof/", proof.proof, name="filtering.proof"),
    path("schools/<str:school>/filter/proof/new/", proof.plan, name="filtering.plan_test"),
    path("schools/<str:school>/filter/proof/stand-ins/", proof.stand_ins, name="filtering.stand_ins"),
    path("schools/<str:school>/filter/proof/<str:test>/", proof.one_test, name="filtering.test"),
    path("schools/<str:school>/filter/proof/<str:test>/file/", proof.test_file, name="filtering.test_file"),
]
