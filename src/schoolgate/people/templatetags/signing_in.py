"""What the sign-in page offers besides a password, and whom a link may be made for."""

from django import template

from schoolgate.people import links, queries
from schoolgate.people import providers as known
from schoolgate.people.access import Visit

register = template.Library()


@register.simple_tag
def providers() -> list[tuple[str, str]]:
    return known.offered()


@register.simple_tag
def may_have_link(visit: Visit, person: str) -> bool:
    """Whether the visitor may make the person (a ref) a one-time link."""
    return bool(visit.roles & set(links.MAKERS)) and links.may_have_one(queries.person(visit.school, person))
