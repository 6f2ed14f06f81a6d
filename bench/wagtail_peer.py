"""The peer of ``bench.pages``: the explorer of Wagtail's admin over 130 pages. Run by a Python that has Wagtail alone.

Prints one JSON object: medians of server time in milliseconds by the clock and of a processor, queries and compressed
bytes, for the listing as it ships (50 rows) and with all 130 rows.
"""

import gzip
import json
import statistics
import sys
import tempfile
import time
import types
from importlib import import_module
from pathlib import Path
from typing import Any

PAGES, TIMES = 130, int(sys.argv[1]) if len(sys.argv) > 1 else 30


def main() -> None:
    import django
    from django.conf import settings

    folder = tempfile.mkdtemp()
    settings.configure(**_settings(folder))
    urls = types.ModuleType("wagtail_urls")
    sys.modules["wagtail_urls"] = urls
    django.setup()
    from django.core.management import call_command
    from django.urls import include, path

    call_command("migrate", verbosity=0)
    vars(urls)["urlpatterns"] = [path("admin/", include("wagtail.admin.urls"))]
    sys.stdout.write(json.dumps(measure()) + "\n")


def _settings(folder: str) -> dict[str, Any]:
    wagtail = ("users", "images", "documents", "search", "admin", "snippets", "embeds", "sites")
    auth, messages = (f"contrib.{name}.context_processors.{name}" for name in ("auth", "messages"))
    processors = ("template.context_processors.request", auth, messages)
    return {
        "SECRET_KEY": "x",
        "DEBUG": False,
        "ALLOWED_HOSTS": ["*"],
        "ROOT_URLCONF": "wagtail_urls",
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(folder) / "db.sqlite3"}},
        "INSTALLED_APPS": [*(f"wagtail.{name}" for name in wagtail), "wagtail", "taggit", "modelcluster"]
        + [
            f"django.contrib.{name}"
            for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
        ],
        "MIDDLEWARE": [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": [f"django.{name}" for name in processors]},
            }
        ],
        "STATIC_URL": "/static/",
        "WAGTAIL_SITE_NAME": "Peer",
        "WAGTAILADMIN_BASE_URL": "http://localhost",
        "USE_TZ": True,
        "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
    }


def measure() -> dict[str, object]:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    listing: Any = import_module("wagtail.admin.views.pages.listing")  # it is not among what Schoolgate locks
    pages: Any = import_module("wagtail.models").Page.objects
    make: Any = import_module("wagtail.models").Page
    home = pages.get(depth=2)
    for number in range(PAGES):
        home.add_child(
            instance=make(title=f"Sentence number {number} of a policy that was put in force", slug=f"s{number}")
        )
    users: Any = get_user_model()._default_manager
    user = users.create_superuser("head", "head@robinhill.example", "three-small-owls")
    client = Client()
    client.force_login(user)
    found: dict[str, object] = {}
    for rows in (50, PAGES):
        listing.ExplorableIndexView.paginate_by = rows
        address = f"/admin/pages/{home.pk}/"
        first = client.get(address)
        assert first.status_code == 200, first.status_code
        took, worked, body = list[float](), list[float](), b""
        for _ in range(TIMES):
            began, busy = time.perf_counter(), time.process_time()
            body = client.get(address).content
            took.append((time.perf_counter() - began) * 1_000)
            worked.append((time.process_time() - busy) * 1_000)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        found[str(rows)] = [statistics.median(took), statistics.median(worked), len(asked), len(gzip.compress(body))]
    return found


if __name__ == "__main__":
    main()
