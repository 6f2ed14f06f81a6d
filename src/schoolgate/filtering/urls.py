"""The pages of the filter, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.filtering.pages import (
    agreeing,
    asked,
    blocked,
    dry_run,
    found,
    lists,
    now,
    overview,
    proof,
    proposing,
    report,
    settings,
    sites,
)

urlpatterns: list[URLPattern] = [
    path("blocked/<str:token>/", blocked.blocked, name="filtering.blocked"),
    path("schools/<str:school>/filter/asked/", asked.asked, name="filtering.asked"),
    # --- proof
    path("schools/<str:school>/filter/proposals/<str:proposal>/dry-run/", dry_run.dry_run, name="filtering.dry_run"),
    path("schools/<str:school>/filter/report/", report.report, name="filtering.report"),
    # --- filter tests
    path("schools/<str:school>/filter/proof/", proof.proof, name="filtering.proof"),
    path("schools/<str:school>/filter/proof/new/", proof.plan, name="filtering.plan_test"),
    path("schools/<str:school>/filter/proof/stand-ins/", proof.stand_ins, name="filtering.stand_ins"),
    path("schools/<str:school>/filter/proof/<str:test>/", proof.one_test, name="filtering.test"),
    path("schools/<str:school>/filter/proof/<str:test>/file/", proof.test_file, name="filtering.test_file"),
    # --- the agreement
    path("schools/<str:school>/filter/", overview.overview, name="filtering.overview"),
    path("schools/<str:school>/filter/settings/", settings.settings, name="filtering.settings"),
    path("schools/<str:school>/filter/settings/<int:number>/", settings.version, name="filtering.version"),
    path("schools/<str:school>/filter/propose/", proposing.propose, name="filtering.propose"),
    path(
        "schools/<str:school>/filter/propose/level/<str:level>/",
        proposing.part,
        {"part": "level"},
        name="filtering.propose_level",
    ),
    path("schools/<str:school>/filter/propose/<str:part>/", proposing.part, name="filtering.propose_part"),
    path("schools/<str:school>/filter/proposals/<str:proposal>/", agreeing.proposal, name="filtering.proposal"),
    path("schools/<str:school>/filter/now/", now.now, name="filtering.now"),
    path("schools/<str:school>/filter/sites/", sites.sites, name="filtering.sites"),
    path("schools/<str:school>/filter/found/", found.found, name="filtering.found"),
    path("schools/<str:school>/filter/found/<str:found>/", found.found_one, name="filtering.found_one"),
    # --- block lists
    path("schools/<str:school>/filter/lists/", lists.lists, name="filtering.lists"),
    path("schools/<str:school>/filter/lists/choose/", lists.choose, name="filtering.choose_list"),
    path("schools/<str:school>/filter/lists/give/", lists.give, name="filtering.give_list"),
    path("schools/<str:school>/filter/lists/<str:chosen>/", lists.one_list, name="filtering.list"),
]
