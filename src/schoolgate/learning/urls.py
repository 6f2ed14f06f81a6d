"""The pages of training, under a school's own address."""

from django.urls import path

from schoolgate.learning.pages import names, programme, training

urlpatterns = [
    path("schools/<str:school>/training/", training.training, name="learning.training"),
    path("schools/<str:school>/training/mine/", training.mine, name="learning.mine"),
    path("schools/<str:school>/training/new/", training.add, name="learning.add_course"),
    path("schools/<str:school>/training/names/", names.names, name="learning.names"),
    path("schools/<str:school>/training/programme/", programme.programme, name="learning.programme"),
    path("schools/<str:school>/training/courses/<str:course>/", training.course, name="learning.course"),
    path(
        "schools/<str:school>/training/certificates/<str:attendance>/",
        training.certificate,
        name="learning.certificate",
    ),
]
