"""What somebody may see, in plain words, from the roles they hold."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from schoolgate.people.circles import MACHINERY, MANAGERS, PEOPLE, READERS, RECORD, SEE_CHILDREN


def sight(roles: Collection[str]) -> list[str]:
    """A line for each kind of page, the last about children."""
    held = set(roles)
    lines = [
        (READERS, _("Our policy, and how its promises are kept.")),
        (RECORD, _("Who did what: the permanent record.")),
        (PEOPLE, _("Who holds which role, and who signs in.")),
        (MACHINERY, _("Machines, networks and accounts.")),
        (MANAGERS, _("Giving people roles and sign-ins, and ending them.")),
    ]
    found = [words for circle, words in lines if held & set(circle)] or [_("One’s own page, and no other.")]
    if held & set(SEE_CHILDREN):
        return [*found, _("Pages that show children, where the work of the role needs it. Looking is recorded.")]
    return [*found, _("No page that shows a child by name.")]
