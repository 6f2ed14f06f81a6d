"""The first administrator's set-up, and whether the site is up."""

from django.urls import path

from schoolgate.people import pages, second_step_pages, session_pages

urlpatterns = [
    path("set-up/<str:token>/", pages.set_up, name="people.set_up"),
    path("account/second-step/", second_step_pages.choose, name="people.second_step"),
    path("account/2fa/totp/deactivate/", second_step_pages.remove_app, name="mfa_deactivate_totp"),
    path("account/2fa/webauthn/add/", second_step_pages.add_passkey, name="mfa_add_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", second_step_pages.remove_passkey, name="mfa_remove_webauthn"),
    path("account/sessions/", session_pages.where, name="people.sessions"),
    path("healthy/", pages.healthy, name="people.healthy"),
]
