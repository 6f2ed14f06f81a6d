"""What stands on the tablet: come in, go out, and what it sends. Nothing here names anybody but whoever types."""

import json
import secrets
import uuid
from pathlib import Path
from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from schoolgate.door import actions, queries
from schoolgate.door.admission import admit, remember, tablet_of
from schoolgate.door.entries import AT_MOST, entry_of, moment_of
from schoolgate.door.models import Visit
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import anyone, by_token

_WORKER: Final = Path(__file__).resolve().parents[2] / "frame" / "static" / "door-worker.js"
_PAIRED: Final = "a tablet that was paired at the door"
_FIELDS: Final = ("key", "name", "kind", "from_whom", "to_see", "code", "answer", "digest")


@anyone("A tablet that is to be paired types its code.")
def pair(request: HttpRequest) -> HttpResponse:
    """POST with ``code``. Whoever was signed in here is signed out: a tablet at the door keeps no sign-in."""
    wrong = ""
    if request.method == "POST":
        try:
            secret = actions.pair(request.POST.get("code", ""))[1]
        except BadInputError as refused:
            wrong = f"{refused.cause} {refused.next_step}".capitalize()
        else:
            logout(request)
            response = redirect("door.home")
            remember(response, secret)
            return response
    return render(request, "door/pair.html", {"wrong": wrong}, status=422 if wrong else 200)


@anyone("A script that works without a network. It holds nothing of anybody.")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (the same for all)
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@by_token(admit, _PAIRED)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _page(request, "door/home.html")


@by_token(admit, _PAIRED)
def come(request: HttpRequest) -> HttpResponse:
    """POST is the form without JavaScript: with it, the tablet keeps and sends what is typed itself."""
    wrong = ""
    if request.method == "POST":
        said: dict[str, Any] = {name: request.POST.get(name, "") for name in _FIELDS}
        said |= {"what": "in", "at": timezone.now().isoformat()}
        try:
            _take(request, said)
        except BadInputError as refused:
            wrong = f"{refused.cause} {refused.next_step}".capitalize()
        else:
            context = {"done": said["answer"] or "none", "code": said["code"]}
            return _page(request, "door/come.html", context)
    fresh = {"key": str(uuid.uuid4()), "code": f"{secrets.randbelow(10_000):04d}", "wrong": wrong}
    return _page(request, "door/come.html", {**fresh, "said": request.POST}, status=422 if wrong else 200)


@by_token(admit, _PAIRED)
def go(request: HttpRequest) -> HttpResponse:
    """POST is the form without JavaScript. Right or wrong, it says goodbye: nobody learns here who is in."""
    if request.method == "POST":
        typed = " ".join(request.POST.get("who", "").split())
        if not typed:
            return _page(request, "door/go.html", {"key": str(uuid.uuid4()), "wrong": _WHO}, status=422)
        field = "code" if typed.isdigit() and len(typed) == 4 else "name"
        key = request.POST.get("key", "")
        _take(request, {"what": "out", "key": key, field: typed, "at": timezone.now().isoformat()})
        return _page(request, "door/go.html", {"done": True})
    return _page(request, "door/go.html", {"key": str(uuid.uuid4())})


_WHO: Final = "Type your number, or your name."


@csrf_exempt  # the cookie is sent from no other site, and what is sent must be JSON, which no form of another site can
@by_token(admit, _PAIRED)
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """``{now, waiting, entries: [..]}`` → ``{taken: [keys], skew, version}``: what the tablet may forget now.

    Entries are taken in their order. One that cannot be read is kept for the office, and none of the others suffers.
    """
    tablet = tablet_of(request)
    try:
        told = json.loads(request.body) if request.content_type == "application/json" else None
    except ValueError:
        told = None
    rows = told.get("entries") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(rows, list) or len(rows) > AT_MOST:
        return JsonResponse({"because": _("Send JSON with at most 200 entries.")}, status=400)
    good, unread = [], []
    for row in rows:
        try:
            good.append(entry_of(row if isinstance(row, dict) else {}))
        except BadInputError:
            unread.append(row)
    sent_at = moment_of(told.get("now"))
    taken = actions.take(tablet, good, sent_at=sent_at, unread=unread)
    skew = round((timezone.now() - sent_at).total_seconds()) if sent_at else 0
    left = told.get("waiting")
    still = max(0, left - len(taken.keys)) if isinstance(left, int) else 0
    actions.seen(tablet, waiting=still, skew=max(-(2**31), min(skew, 2**31 - 1)))
    said = {"taken": taken.keys, "skew": skew, "version": _version(request)}
    return JsonResponse(said)


def _take(request: HttpRequest, said: dict[str, Any]) -> None:
    actions.take(tablet_of(request), [entry_of(said)], sent_at=None)
    actions.seen(tablet_of(request))


def _version(request: HttpRequest) -> str:
    """What the pages on the tablet are made of: another, and it fetches them anew."""
    school = tablet_of(request).school
    said = queries.says(school)
    return "".join(one.digest[:8] for one in queries.rule(school)) + str(len(said.worry) + len(said.fire))


def _page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    school = tablet_of(request).school
    texts = queries.rule(school)
    chosen = request.GET.get("text", "")
    shown = next((one for one in texts if f"{one.language}-{one.style}" == chosen), texts[0] if texts else None)
    about = {
        "school": school.name,
        "texts": [
            (one, one == shown, [_line(one.style, line) for line in one.body.splitlines() if line]) for one in texts
        ],
        "shown": shown,
        "kinds": Visit.Kind.choices,
        "says": queries.says(school),
        "version": _version(request),
    }
    return render(request, template, {**about, **(context or {})}, status=status)


def _line(style: str, line: str) -> tuple[str, bool]:
    """The words of a line, and whether it is one promise."""
    words = line.partition(": ")[2] or line if style == "pictures" else line
    return words.removeprefix("- "), line.startswith("- ") or style == "pictures"
