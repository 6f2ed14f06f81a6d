"""How every page of a link is opened and answered: what it may show, in which language, and that nobody keeps it.

Whoever holds the address is let in by it and by nothing else, and no cookie is looked at. So there is nothing that
another site could ride on, and the pages do without the token against it: with ``Referrer-Policy: no-referrer`` a
browser sends ``Origin: null`` with our own forms (Fetch, 3.2.3), which Django would refuse.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from schoolgate.agreements.languages import ENGLISH, language, offered
from schoolgate.agreements.queries.asking_families import words_of_families
from schoolgate.agreements.queries.links import OpenLink, open_link
from schoolgate.frame.pages import seen_by
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people import slowing
from schoolgate.people.access import anyone, today

GONE: Final = 410  # there was something here, or there was not: strangers are told no more
TOO_MANY: Final = 429
type LinkView = Callable[..., HttpResponse]


def by_link(*methods: str) -> Callable[[LinkView], Any]:
    """A page whose address holds ``<str:code>``: the view gets the open link in its stead. Every wrong code gets the
    same answer; after too many from one network address even a right one waits."""

    def mark(view: LinkView) -> Any:
        @wraps(view)
        def answer(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
            if slowing.too_many_wrong_codes(request):
                return closed(shown(request, None, "wait", {}, status=TOO_MANY))
            try:
                link = open_link(code)
            except NotFoundError:
                slowing.wrong_code(request)
                return closed(shown(request, None, "gone", {}, status=GONE))
            try:
                with translation.override(language(link.language).django):
                    return closed(view(request, link, code, **kwargs))
            except NotFoundError:  # it ended while they read
                return closed(shown(request, None, "gone", {}, status=GONE))

        said = seen_by("whoever holds the link, until it ends.")(csrf_exempt(require_http_methods(methods)(answer)))
        return anyone("the link is the key; whatever else is asked for gets the same page")(csrf_exempt(said))

    return mark


def shown(
    request: HttpRequest, link: OpenLink | None, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """A page of a link, in its language; without a link in English, and naming no school."""
    said = language(link.language if link else ENGLISH)
    around: dict[str, object] = {"language": said.key, "direction": said.direction, "languages": ()}
    if link is not None:
        around["school_name"], around["on_tablet"] = link.school.name, link.on_tablet
        around["languages"] = offered(words_of_families(link.school, today(link.school)).values())
    with translation.override(said.django):
        return render(request, f"agreements/by_link/{template}.html", {**around, **context}, status=status)


def step_address(code: str, kind: str, nth: int = 0) -> str:
    if nth:
        return reverse("agreements.link_each", args=[code, kind, nth])
    return reverse("agreements.link_step", args=[code, kind])


def home_address(code: str) -> str:
    return reverse("agreements.sign_by_link", args=[code])


def closed(response: HttpResponse) -> HttpResponse:
    """The response, not kept, not found by a search, and not told to whoever a link on it leads to."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
