"""The estate's pages, under a school's own address."""

from django.urls import path

from schoolgate.estate.pages import account, accounts, directories, machines, places, tokens, whereabouts

urlpatterns = [
    path("schools/<str:school>/machines/", machines.machines, name="estate.machines"),
    path("schools/<str:school>/machines/add/", machines.add, name="estate.add"),
    path("schools/<str:school>/machines/places/", places.places, name="estate.places"),
    path("schools/<str:school>/machines/tokens/", tokens.tokens, name="estate.tokens"),
    path("schools/<str:school>/machines/address/", whereabouts.which, name="estate.which"),
    path("schools/<str:school>/machines/accounts/", accounts.accounts, name="estate.accounts"),
    path("schools/<str:school>/machines/accounts/<str:account>/", account.account, name="estate.account"),
    path("schools/<str:school>/machines/directories/", directories.directories, name="estate.directories"),
    path("schools/<str:school>/machines/directories/<str:way>/", directories.directory, name="estate.directory"),
    path("schools/<str:school>/machines/<str:device>/", machines.device, name="estate.device"),
    path("schools/<str:school>/who-was-at/", whereabouts.who, name="estate.who"),
]
