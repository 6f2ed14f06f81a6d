"""Each place where a picture may be shown, as a family is asked about it: what it is, and who sees it."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    title: str | Promise
    what: str | Promise
    who: str | Promise


# By the keys of gates.consent.channels, from the smallest circle to the whole world.
PLACES: Final[dict[str, Place]] = {
    "classroom-display": Place(
        _("On the walls in school"),
        _("Displays in classrooms and the hall."),
        _("children, staff and visitors."),
    ),
    "learning-journal": Place(
        _("In learning journals"),
        _("Your child may be in a picture in another child’s journal."),
        _("the other child’s family, and staff."),
    ),
    "class-photo": Place(
        _("In the class photo"),
        _("The whole class together. Families may buy it and take it home."),
        _("the families of the class."),
    ),
    "newsletter": Place(
        _("In our newsletter"),
        _("Sent to families, and kept on our website."),
        _("anyone in the world, and they can copy it."),
    ),
    "website": Place(
        _("On our website"),
        _("Photographs with no name beside them."),
        _("anyone in the world, and they can copy it."),
    ),
    "social-media": Place(
        _("On our social media page"),
        _("Photographs with no name beside them."),
        _("anyone. They can share it, and we cannot call a copy back."),
    ),
    "local-press": Place(
        _("In the local newspaper"),
        _("Printed, and on the newspaper’s own website."),
        _("anyone who reads it. We would tell you first."),
    ),
    "named-work": Place(
        _("Your child’s work, with a first name"),
        _("Drawings and writing on our website. Never a surname."),
        _("anyone in the world."),
    ),
}
