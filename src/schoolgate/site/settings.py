"""Django settings. Everything a school may change comes from the environment, through ``site.env``."""

import os
from pathlib import Path
from typing import Any, Final

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from schoolgate.frame import keyring
from schoolgate.site import env
from schoolgate.site.databases import database, mailer

ENVIRONMENT: Final = env.read(os.environ)
_PACKAGE: Final = Path(__file__).resolve().parent.parent

SCHOOLGATE_DATA: Final = ENVIRONMENT.data
SCHOOLGATE_KEYS: Final = ENVIRONMENT.keys
SCHOOLGATE_URL: Final = ENVIRONMENT.url
ACTIVITY_ENGINE: Final = ENVIRONMENT.activity_engine
SECRET_KEY: Final = keyring.site_key(ENVIRONMENT.keys)
DEBUG: Final = False
ALLOWED_HOSTS: Final = list(ENVIRONMENT.hosts)

INSTALLED_APPS: Final = [
    "schoolgate.frame",
    "schoolgate.ledger",
    "schoolgate.people",
    "schoolgate.estate",
    "schoolgate.notices",
    "schoolgate.caretaking",
    "schoolgate.policy",
    "schoolgate.intake",
    "schoolgate.evidence",
    "schoolgate.activity",
    "schoolgate.monitoring",
    "schoolgate.reports",
    "schoolgate.learning",
    "schoolgate.filtering",
    "schoolgate.registers",
    "schoolgate.agreements",
    "schoolgate.door",
    "schoolgate.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
]
MIDDLEWARE: Final = [
    "schoolgate.frame.logs.TellRequests",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schoolgate.frame.bodies.RefuseHuge",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "schoolgate.people.sessions.EndSessions",
    "allauth.account.middleware.AccountMiddleware",
    "schoolgate.people.doors.DenyByDefault",
]
ROOT_URLCONF: Final = "schoolgate.site.urls"
WSGI_APPLICATION: Final = "schoolgate.site.wsgi.application"
TEMPLATES: Final[list[dict[str, Any]]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES: Final = {"default": database(ENVIRONMENT.database_url, ENVIRONMENT.data)}
DEFAULT_AUTO_FIELD: Final = "django.db.models.BigAutoField"
TASKS: Final = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAILERS: Final = {"default": mailer(ENVIRONMENT.smtp, ENVIRONMENT.data)}
DEFAULT_FROM_EMAIL: Final = ENVIRONMENT.mail_from
# Shared by every web process, so that sign-in limits count once; the table comes with frame's migrations.
# Django keeps 300 entries unless told: whoever guessed from more addresses than that would push their own count out.
CACHES: Final = {
    "default": {
        "BACKEND": "schoolgate.frame.cache.SharedCache",
        "LOCATION": "frame_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

LANGUAGE_CODE: Final = "en-gb"
LANGUAGES: Final = [("en-gb", _("English"))]
USE_I18N: Final = True
USE_TZ: Final = True
TIME_ZONE: Final = "Europe/London"

# The strictest that our pages need: nothing from elsewhere, nothing inline but what carries this page's nonce.
SECURE_CSP: Final = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS: Final = "DENY"
SECURE_REFERRER_POLICY: Final = "same-origin"
SESSION_COOKIE_SECURE: Final = ENVIRONMENT.https
CSRF_COOKIE_SECURE: Final = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY: Final = True
CSRF_COOKIE_HTTPONLY: Final = True
SESSION_COOKIE_SAMESITE: Final = "Lax"
SESSION_COOKIE_NAME: Final = "__Host-schoolgate" if ENVIRONMENT.https else "schoolgate"
SESSION_COOKIE_AGE: Final = 12 * 60 * 60
SECURE_HSTS_SECONDS: Final = 31_536_000 if ENVIRONMENT.https else 0
SECURE_SSL_REDIRECT: Final = ENVIRONMENT.https and ENVIRONMENT.proxies > 0
SECURE_PROXY_SSL_HEADER: Final = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
CSRF_TRUSTED_ORIGINS: Final = [ENVIRONMENT.url] if ENVIRONMENT.https else []
CSRF_FAILURE_VIEW: Final = "django.views.csrf.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE: Final = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE: Final = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR: Final = None

AUTH_USER_MODEL: Final = "people.Account"
AUTHENTICATION_BACKENDS: Final = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS: Final = ["schoolgate.people.hashing.Argon2", "django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS: Final = [
    {"NAME": "schoolgate.people.passwords.NotEasilyGuessed"},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
        for name, options in (
            ("UserAttributeSimilarityValidator", {"user_attributes": ("email",)}),
            ("MinimumLengthValidator", {"min_length": 12}),
            ("CommonPasswordValidator", {}),
        )
    ),
]
LOGIN_URL: Final = "account_login"
LOGIN_REDIRECT_URL: Final = "/"
ACCOUNT_ADAPTER: Final = "schoolgate.people.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD: Final = None
ACCOUNT_LOGIN_METHODS: Final = {"email"}
ACCOUNT_SIGNUP_FIELDS: Final = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION: Final = "none"  # an administrator gives the address; nobody signs up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS: Final = False
ACCOUNT_SESSION_REMEMBER: Final = False
ACCOUNT_LOGOUT_REDIRECT_URL: Final = "/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE: Final = True
ACCOUNT_EMAIL_SUBJECT_PREFIX: Final = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL: Final = "https" if ENVIRONMENT.https else "http"
# Guesses at a password or a code are counted by people.slowing; django-allauth's own count locks the account.
ACCOUNT_RATE_LIMITS: Final[dict[str, str] | bool] = (
    {"login_failed": "", "login": ""} if ENVIRONMENT.sign_in_limits else False
)
ALLAUTH_TRUSTED_PROXY_COUNT: Final = ENVIRONMENT.proxies
SCHOOLGATE_PROVIDERS: Final = list(ENVIRONMENT.providers)
SCHOOLGATE_SAML: Final = ENVIRONMENT.saml  # empty: not offered
SCHOOLGATE_SECOND_STEP: Final = ENVIRONMENT.second_step
MFA_ADAPTER: Final = "schoolgate.people.mfa.MfaAdapter"
MFA_FORMS: Final = {
    "generate_recovery_codes": "schoolgate.people.mfa.PrintedCodesForm",
    "authenticate": "schoolgate.people.mfa.SecondStepForm",
}
MFA_RECOVERY_CODE_COUNT: Final = 30  # a sheet by itself lasts six weeks of school days
MFA_SUPPORTED_TYPES: Final = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED: Final = True
MFA_RATE_LIMITS: Final = {"webauthn_login": "60/m/ip"}  # a whole school may come from one address
MFA_TOTP_ISSUER: Final = "Schoolgate"
MFA_TOTP_TOLERANCE: Final = (
    1  # a code is good for the half-minute before and after its own: clocks drift, fingers are slow
)
MFA_ALLOW_UNVERIFIED_EMAIL: Final = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN: Final = not ENVIRONMENT.https

STATIC_URL: Final = "/static/"
STATIC_ROOT: Final = _PACKAGE / "static-built"
_BUILT: Final = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS: Final = not _BUILT
WHITENOISE_AUTOREFRESH: Final = not _BUILT  # in a clone that has not been set up, files are served where they lie
WHITENOISE_ALLOW_ALL_ORIGINS: Final = False
STORAGES: Final = {
    "default": {"BACKEND": "schoolgate.frame.encrypted_files.EncryptedStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _BUILT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Django tells only an administrator's mailbox of a page that failed; here it is told on the process's own screen.
# What was not found or refused is not: an address may hold a one-time link.
_JSON_LOG: Final = ENVIRONMENT.log == "json"
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "words": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "schoolgate.frame.logs.JsonLines"},
    },
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "json" if _JSON_LOG else "words"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "schoolgate.requests": {"level": "INFO" if _JSON_LOG else "WARNING"},
    },
}

MESSAGE_STORAGE: Final = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: Final[list[str]] = []
