"""Addresses of pages, asked for by name."""

from django.urls import NoReverseMatch, reverse

from schoolgate.people.access import Visit


def way(name: str, *args: str, otherwise: str = "") -> str:
    """The address of a page, or ``otherwise`` where no room has one by that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return otherwise


def opening(here: Visit, promise: str) -> str:
    """The address of the policy with one promise open."""
    return f"{reverse('home.policy', args=[here.school.ref])}?open={promise}#open"
