"""How much anybody may send: looked at before a byte is kept, and before it is known who sends it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.reading.formats.limits import MAX_FILE_BYTES

# The largest file the reader looks at, and the rest of its form.
MOST_BYTES: Final = MAX_FILE_BYTES + 4_000_000


class RefuseHuge:
    """Middleware. Django would keep a file on the disk while it looks for the form's token, whoever sent it.

    The server passes on no more than the length a request declares, so that is what is looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.headers.get("Content-Length", "")
        if declared.isdecimal() and (len(declared) > 18 or int(declared) > MOST_BYTES):
            most = _("That file is too large: Schoolgate takes files of up to %(most)s MB. Go back and choose another.")
            words = most % {"most": MAX_FILE_BYTES // 1_000_000}
            return HttpResponse(f"{words}\n", status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
