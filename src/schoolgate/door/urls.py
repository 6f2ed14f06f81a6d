"""The tablet's pages under an address of their own, and the office's under the school's."""

from django.urls import path

from schoolgate.door.pages import office, tablet

urlpatterns = [
    path("door/", tablet.home, name="door.home"),
    path("door/pair/", tablet.pair, name="door.pair"),
    path("door/in/", tablet.come, name="door.come"),
    path("door/out/", tablet.go, name="door.go"),
    path("door/sync/", tablet.sync, name="door.sync"),
    path("door/worker.js", tablet.worker, name="door.worker"),
    path("schools/<str:school>/on-site/", office.on_site, name="door.on_site"),
    path("schools/<str:school>/on-site/paper/", office.paper, name="door.paper"),
    path("schools/<str:school>/on-site/tablets/", office.tablets, name="door.tablets"),
]
