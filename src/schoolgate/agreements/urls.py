"""The pages of agreements, under a school's own address."""

from django.urls import path

from schoolgate.agreements.pages import access, asking, families, reading, signed, wordings

urlpatterns = [
    path("schools/<str:school>/access/", access.overview, name="agreements.access"),
    path("schools/<str:school>/access/<str:group>/", access.of_class, name="agreements.access_of"),
    path("schools/<str:school>/agreements/policy/", reading.read, name="agreements.read"),
    path("schools/<str:school>/agreements/", signed.signed, name="agreements.signed"),
    path("schools/<str:school>/agreements/questions/", asking.questions, name="agreements.questions"),
    path("schools/<str:school>/agreements/families/", families.families, name="agreements.families"),
    path("schools/<str:school>/agreements/words/", wordings.kinds, name="agreements.kinds"),
    path("schools/<str:school>/agreements/words/<str:agreement>/", wordings.words, name="agreements.words"),
]
