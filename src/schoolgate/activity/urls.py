"""The pages of the log of web activity, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.activity.pages import asking, kept, source, sources

urlpatterns: list[URLPattern] = [
    # --- the store
    path("schools/<str:school>/activity/kept/", kept.kept, name="activity.kept"),
    # --- sources
    path("schools/<str:school>/sources/", sources.sources, name="activity.sources"),
    path("schools/<str:school>/sources/add/", sources.add, name="activity.add_source"),
    path("schools/<str:school>/sources/add/<str:way>/", sources.add_by, name="activity.add_source_by"),
    path("schools/<str:school>/sources/columns/<str:held>/", source.columns, name="activity.columns"),
    path("schools/<str:school>/sources/<str:source>/", source.source, name="activity.source"),
    # --- questions
    path("schools/<str:school>/activity/", asking.asked, name="activity.asked"),
    path("schools/<str:school>/activity/ask/<str:key>/", asking.question, name="activity.question"),
]
