"""How a page is answered: every one says who can see it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

type View = Callable[..., HttpResponse]
_SEEN_BY: Final = "seen_by"


def seen_by(words: str) -> Callable[[View], View]:
    """Say who can see a page, in words that end its foot ("Who can see this page: ...") and the who-sees-what table."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            setattr(request, _SEEN_BY, words)
            return view(request, *args, **kwargs)

        setattr(answer, _SEEN_BY, words)
        return answer

    return mark


def page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, here: str = "", status: int = 200
) -> HttpResponse:
    """Answer with a page. ``here`` is the key of the place in the head that it belongs to."""
    return render(request, template, {**context, "here": here}, status=status)
