"""What the sign-in page offers besides a password."""

from django import template

from schoolgate.people import providers as known

register = template.Library()


@register.simple_tag
def providers() -> list[known.Provider]:
    return list(known.known().values())
