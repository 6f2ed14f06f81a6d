"""The first administrator's set-up, one's own sign-in, and a school's people, term dates and particulars."""

from django.urls import include, path

from schoolgate.people import (
    link_pages,
    pages,
    provider_pages,
    saml_pages,
    sealed_pages,
    second_step_pages,
    session_pages,
)
from schoolgate.people.classes import pages as class_pages
from schoolgate.people.desk import everyone, mine, person, school, terms
from schoolgate.people.families import pages as family_pages

_SCHOOL = [
    path("people/", everyone.everyone, name="people.everyone"),
    path("people/new/", everyone.add, name="people.add"),
    path("people/<str:person>/", person.person, name="people.person"),
    path("people/<str:person>/change/", person.change, name="people.change"),
    path("people/<str:person>/agree/", person.agree, name="people.agree"),
    path("passed-on/<str:delegation>/", mine.letter, name="people.letter"),
    path("passed-on/<str:delegation>/end/", mine.end, name="people.end_delegation"),
    path("me/", mine.mine, name="people.mine"),
    path("terms/", terms.year, name="people.terms"),
    path("terms/give/", terms.give, name="people.give_terms"),
    path("school/", school.details, name="people.school"),
]
urlpatterns = [
    path("schools/<str:school>/", include(_SCHOOL)),
    path("schools/<str:school>/classes/", class_pages.classes, name="people.classes"),
    path("schools/<str:school>/classes/<str:group>/", class_pages.class_list, name="people.class"),
    path("schools/<str:school>/pupils/<str:pupil>/", class_pages.pupil, name="people.pupil"),
    path("schools/<str:school>/pupils/<str:pupil>/family/", family_pages.family, name="people.family"),
    path("set-up/<str:token>/", pages.set_up, name="people.set_up"),
    path("account/second-step/", second_step_pages.choose, name="people.second_step"),
    path("account/2fa/totp/deactivate/", second_step_pages.remove_app, name="mfa_deactivate_totp"),
    path("account/2fa/webauthn/add/", second_step_pages.add_passkey, name="mfa_add_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", second_step_pages.remove_passkey, name="mfa_remove_webauthn"),
    path("account/2fa/", second_step_pages.index, name="mfa_index"),
    path("account/with/saml/", saml_pages.start, name="people.saml"),
    path("account/with/saml/metadata/", saml_pages.metadata, name="people.saml_metadata"),
    path("account/with/saml/back/", saml_pages.back, name="people.saml_back"),
    path("account/with/<str:provider>/", provider_pages.start, name="people.provider"),
    path("account/with/<str:provider>/back/", provider_pages.back, name="people.provider_back"),
    path("account/emergency/", sealed_pages.break_seal, name="people.break_seal"),
    path("schools/<str:school>/emergency/", sealed_pages.emergency, name="people.emergency"),
    path("schools/<str:school>/emergency/new/", sealed_pages.seal, name="people.seal"),
    path("schools/<str:school>/people/<str:person>/link/", link_pages.make, name="people.link"),
    path("come-in/<str:token>/", link_pages.come_in, name="people.come_in"),
    path("account/sessions/", session_pages.where, name="people.sessions"),
    path("healthy/", pages.healthy, name="people.healthy"),
]
