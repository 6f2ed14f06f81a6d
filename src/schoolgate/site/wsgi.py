"""The WSGI application that granian serves. It does not start over a record whose triggers are gone."""

import os

from django.core.checks import ERROR, Tags, run_checks
from django.core.wsgi import get_wsgi_application

from schoolgate.kernel.errors import SchoolgateError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
application = get_wsgi_application()


def refuse_if_unsound() -> None:
    """Raise ``SchoolgateError`` naming the first thing wrong with the database the site is to run on."""
    for fault in run_checks(tags=[Tags.database], databases=["default"]):
        if fault.level >= ERROR:
            raise SchoolgateError("the database", fault.msg, fault.hint or "")


refuse_if_unsound()
