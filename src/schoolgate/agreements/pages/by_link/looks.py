"""Who has looked at the answers about pictures of a child, as the family reads it: as what, and never by name."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.agreements.languages import spelt_day
from schoolgate.agreements.queries.looks import LookKnown

SHOWN: Final = 3  # at first; the rest when it is pressed for


def looked(looks: Iterable[LookKnown], child: str, language: str) -> tuple[str, ...]:
    """A sentence for each, in their order. A whole sentence for each who: languages differ in more than one word."""
    words = {
        "head": _("The headteacher looked at the answers about pictures of %(child)s on %(day)s."),
        "safeguarding": _("The safeguarding team looked at the answers about pictures of %(child)s on %(day)s."),
        "senior": _("A senior leader looked at the answers about pictures of %(child)s on %(day)s."),
        "office": _("The school office looked at the answers about pictures of %(child)s on %(day)s."),
        "teacher": _("A teacher of the class looked at the answers about pictures of %(child)s on %(day)s."),
    }
    return tuple(words[one.place] % {"child": child, "day": spelt_day(one.on, language)} for one in looks)
