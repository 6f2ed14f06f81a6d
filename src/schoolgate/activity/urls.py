"""The pages of the log of web activity, under a school's own address."""

from django.urls import URLPattern, path

from schoolgate.activity.pages import asking, kept

urlpatterns: list[URLPattern] = [
    # --- the store
    path("schools/<str:school>/activity/kept/", kept.kept, name="activity.kept"),
    # --- sources
    # --- questions
    path("schools/<str:school>/activity/", asking.asked, name="activity.asked"),
    path("schools/<str:school>/activity/ask/<str:key>/", asking.question, name="activity.question"),
]
