"""Load before anybody waits what the first page of a process would load: the addresses with all the pages behind them,
the middleware and the templates. Half a thousand modules come in by it, which no later page pays for.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any, Final
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.urls import get_resolver, reverse

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_log: Final = logging.getLogger(__name__)


def warm(application: Application) -> int:
    """Ask the application for the page of signing in, as a browser that has never been here, and return the status.

    It writes nothing: nobody is signed in, and no session begins. Whatever goes wrong is logged and 0 is returned: a
    page that cannot be made is told to whoever asks for it, and is no reason not to start.
    """
    told: list[str] = []
    try:
        get_resolver().reverse_dict  # noqa: B018  (fills it: every address of the site)
        environ = _asking(reverse("account_login"))
        answer = application(environ, lambda status, _headers, _error=None: told.append(status))
        for _part in answer:
            pass
        if hasattr(answer, "close"):
            answer.close()
    except Exception:  # whatever it was, the site starts
        _log.exception("nothing could be loaded beforehand")
    return int(told[0][:3]) if told else 0


def _asking(path: str) -> dict[str, Any]:
    """What a server tells an application of a GET from this machine (PEP 3333), over https where that is wanted."""
    host = next((one for one in settings.ALLOWED_HOSTS if one != "*"), "localhost").lstrip(".")
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"}
    if settings.SECURE_SSL_REDIRECT:
        environ |= {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"}
    setup_testing_defaults(environ)
    return environ
