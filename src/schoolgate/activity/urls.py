"""The pages of the log of web activity, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.activity.pages import kept

urlpatterns: list[URLPattern] = [
    # --- the store
    path("schools/<str:school>/activity/kept/", kept.kept, name="activity.kept"),
    # --- sources
    # --- questions
]
